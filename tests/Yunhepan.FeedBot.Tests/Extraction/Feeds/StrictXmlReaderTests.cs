using System.Text;
using System.Xml;
using Yunhepan.FeedBot.Extraction.Feeds;

namespace Yunhepan.FeedBot.Tests.Extraction.Feeds;

/// <summary>The strict reader accepts what the platform's reader accepts, and reads it to the same tree.</summary>
public sealed class StrictXmlReaderTests
{
    private const int Rounds = 20_000;

    private static readonly XmlReaderSettings Settings = new() { DtdProcessing = DtdProcessing.Ignore, XmlResolver = null, IgnoreComments = true, IgnoreProcessingInstructions = true };

    private static readonly string[] Names = ["item", "title", "dc:date", "media:content", "a:b", "x", "Pub-Date", "_y.1", "é", "content:encoded", "div", "1x", "a:", ":b", "a:b:c", "x!"];

    private static readonly string[] Attributes =
    [
        "", "", "", " a=\"1\"", " a='1' b=\"2\"", " xmlns:media=\"http://search.yahoo.com/mrss/\"", " xmlns=\"http://www.w3.org/1999/xhtml\"", " xmlns:dc='http://purl.org/dc/elements/1.1/'", " xml:lang=\"zh\"", " xml:space=\"preserve\"",
        " media:url=\"u\"", " a=\"x&amp;y\"", " a=\"x\ty\n z\"", " a=\"1\" a=\"2\"", " a=1", " a", "a=\"1\"", " a = \"1\" ", " a=\"<\"", " a=\"&nbsp;\"", " xmlns:q=\"\"", " xmlns=\"\"", " xml:space=\"x\"", " a=\"&#10;&#x41;\"", " A='1' a='2'",
    ];

    private static readonly string[] Texts =
    [
        "word", " ", "\n\t", "a &amp; b &lt;c&gt; &quot;&apos;", "&#8217;&#x4E00;", "运河", "<![CDATA[<p>x</p>]]>", "<![CDATA[ ]]>", "<![CDATA[]]>", "<!-- c -->", "<?pi x?>", "\r\n", "a\r\nb", "&#13;", "&#32;", "😀",
        "&nbsp;", "&", "&#0;", "&#xD800;", "&#xFFFE;", "]]>", "<!-- a -- b -->", "<![CDATA[x", "<", ">", "\u0001", "\uFFFF", "\uD800", "<?xml version=\"1.0\"?>", "</x>", "<!DOCTYPE x>", "&;", "&#;", "&#x;", "&#X41;", "<!ELEMENT x>",
    ];

    private static readonly string[] Prologs =
        ["", "<?xml version=\"1.0\"?>", "<?xml version='1.0' encoding='utf-8'?>\n", "<!DOCTYPE rss>", "<!DOCTYPE rss PUBLIC \"-//x//y\" \"http://canal.example/rss.dtd\">\n", "<!DOCTYPE rss [<!ENTITY x \"y\">]>", "<!-- c -->\n", "<?pi?>"];

    [Theory]
    [InlineData(16)]
    [InlineData(20_261_130)]
    public void Strict_means_what_the_platform_means(int seed)
    {
        var random = new Random(seed);
        var read = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var text = Document(random);
            if (round % 4 == 0)
                text = text.Remove(random.Next(text.IndexOf("<rss", StringComparison.Ordinal), text.Length - 1), 1);
            var expected = Platform(text);
            var tree = new FeedTreeBuilder(mends: false);
            var found = StrictXmlReader.TryRead(text, tree, TestContext.Current.CancellationToken) ? Written(tree.Document) : null;

            Assert.True(expected == found, $"seed {seed}: {text}\nplatform: {expected}\nours:     {found}");
            read += found is null ? 0 : 1;
        }

        Assert.InRange(read, Rounds / 10, Rounds);
    }

    [Theory]
    [InlineData("<rss><channel></rss>")]
    [InlineData("<rss>&nbsp;</rss>")]
    [InlineData("<rss><a b=1/></rss>")]
    [InlineData("<rss/><rss/>")]
    [InlineData("<rss><x:a/></rss>")]
    [InlineData("<rss>")]
    [InlineData("")]
    public void Broken_documents_are_left_to_the_tolerant_reader(string text) =>
        Assert.False(StrictXmlReader.TryRead(text, new FeedTreeBuilder(mends: false), TestContext.Current.CancellationToken));

    [Fact]
    public void A_tag_with_thousands_of_attributes_is_left_to_the_tolerant_reader_at_once()
    {
        var text = $"<rss {string.Join(' ', Enumerable.Range(0, 100_000).Select(i => $"a{i}=\"1\""))}/>";

        Assert.False(StrictXmlReader.TryRead(text, new FeedTreeBuilder(mends: false), TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("&nbsp;")]
    public void The_length_of_a_namespace_is_not_paid_for_at_each_element(string broken)
    {
        var text = $"<rss xmlns:n=\"{new string('n', 100_000)}\"><channel>{broken}{string.Concat(Enumerable.Repeat("<b xmlns:c=\"x\" n:d=\"1\"/>", 500))}</channel></rss>";
        var tree = new FeedTreeBuilder(mends: false);
        var before = GC.GetAllocatedBytesForCurrentThread();
        if (broken.Length == 0)
            Assert.True(StrictXmlReader.TryRead(text, tree, TestContext.Current.CancellationToken));
        else
            new TolerantXmlReader(text, tree).Read(TestContext.Current.CancellationToken);

        // Copied once for each element it would be a hundred megabytes.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 10_000_000);
    }

    private static string Document(Random random)
    {
        var text = new StringBuilder(Prologs[random.Next(random.Next(2) == 0 ? Prologs.Length : 3)]);
        Append(text, random, "rss", 0);
        if (random.Next(10) == 0)
            text.Append(Texts[random.Next(Texts.Length)]);
        return text.ToString();
    }

    private static void Append(StringBuilder text, Random random, string name, int depth)
    {
        text.Append('<').Append(name).Append(Attributes[random.Next(random.Next(6) == 0 ? Attributes.Length : 9)]);
        if (depth == 0)
            text.Append(" xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:a=\"urn:a\"");
        if (random.Next(10) == 0)
        {
            text.Append("/>");
            return;
        }

        text.Append('>');
        for (var parts = random.Next(4); parts > 0; parts--)
        {
            if (depth < 4 && random.Next(2) == 0)
                Append(text, random, Names[random.Next(random.Next(12) == 0 ? Names.Length : 11)], depth + 1);
            else
                text.Append(Texts[random.Next(random.Next(12) == 0 ? Texts.Length : 16)]);
        }

        text.Append("</").Append(name).Append(random.Next(20) == 0 ? " >" : ">");
    }

    private static string Written(FeedNode node) => node.IsText
        ? $"[{node.Text}]"
        : $"({node.Name}{string.Concat(node.Attributes.Select(attribute => $" {attribute.Name}={attribute.Value}"))}{(node.IsFinished ? "" : "…")}{string.Concat(node.Children.Select(Written))})";

    private static string? Platform(string text)
    {
        var tree = new FeedTreeBuilder(mends: false);
        try
        {
            using var reader = XmlReader.Create(new StringReader(text), Settings);
            while (reader.Read())
                Add(reader, tree);
            return Written(tree.Document);
        }
        catch (XmlException)
        {
            return null;
        }
    }

    private static void Add(XmlReader reader, FeedTreeBuilder tree)
    {
        switch (reader.NodeType)
        {
            case XmlNodeType.Element:
                var name = tree.NameOf(reader.Prefix, reader.LocalName, reader.NamespaceURI);
                var isEmpty = reader.IsEmptyElement;
                tree.Open(name, Canonical(reader));
                if (isEmpty)
                    tree.Close(name);
                break;
            case XmlNodeType.EndElement:
                tree.Close(tree.NameOf(reader.Prefix, reader.LocalName, reader.NamespaceURI));
                break;
            case XmlNodeType.Text or XmlNodeType.CDATA or XmlNodeType.SignificantWhitespace:
                tree.AddText(reader.Value);
                break;
        }
    }

    private static List<FeedAttribute> Canonical(XmlReader reader)
    {
        var attributes = new List<FeedAttribute>();
        while (reader.MoveToNextAttribute())
        {
            if (reader.Prefix == "xmlns" || (reader.Prefix.Length == 0 && reader.LocalName == "xmlns"))
                continue;
            var prefix = reader.Prefix.Length == 0 ? null : FeedNamespaces.PrefixOf(reader.NamespaceURI, reader.Prefix) ?? reader.Prefix;
            attributes.Add(new(string.IsNullOrEmpty(prefix) ? reader.LocalName.ToLowerInvariant() : $"{prefix}:{reader.LocalName.ToLowerInvariant()}", reader.Value));
        }

        return attributes;
    }
}
