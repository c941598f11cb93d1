using System.Text;
using System.Text.Json;
using System.Xml;
using System.Xml.Linq;
using Yunhepan.FeedBot.Publishing.Writing;

namespace Yunhepan.FeedBot.Tests.Publishing.Checking;

/// <summary>A strict feed validator: a valid feed has no errors and no warnings.</summary>
internal static class FeedChecker
{
    private static readonly Dictionary<string, string> Namespaces = new()
    {
        ["http://www.w3.org/2005/Atom"] = "atom",
        ["http://purl.org/rss/1.0/modules/content/"] = "content",
        ["http://purl.org/dc/elements/1.1/"] = "dc",
        ["http://search.yahoo.com/mrss/"] = "media",
        ["http://purl.org/syndication/history/1.0"] = "fh",
    };

    /// <summary>The element of RFC 6721 is the only one that the validator does not know.</summary>
    private const string Tombstones = "http://purl.org/atompub/tombstones/1.0";

    public static void AssertValid(byte[] bytes, FeedFormat format, string? address = null, DateTimeOffset? now = null)
    {
        var problems = Check(bytes, format, address, now);
        Assert.True(problems.Count == 0, string.Join('\n', problems.Take(10)) + "\n\n" + Encoding.UTF8.GetString(bytes.AsSpan(0, Math.Min(bytes.Length, 6000))));
    }

    public static IReadOnlyList<string> Check(byte[] bytes, FeedFormat format, string? address = null, DateTimeOffset? now = null)
    {
        // Strict: lone surrogates must not have become replacement characters by accident of encoding.
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(bytes);
        var problems = new FeedProblems(text, now ?? new DateTimeOffset(2026, 11, 23, 12, 0, 0, TimeSpan.Zero));
        problems.Require(!text.StartsWith('\uFEFF'), "byte order mark", "document");
        if (format == FeedFormat.Json)
        {
            using var json = JsonDocument.Parse(bytes);
            JsonFeedRules.Check(problems, json.RootElement, address);
            return problems.Found;
        }

        using var reader = XmlReader.Create(new StringReader(text), new XmlReaderSettings { CheckCharacters = true, DtdProcessing = DtdProcessing.Prohibit });
        var root = XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
        problems.Require(text.StartsWith("<?xml version=\"1.0\" encoding=\"utf-8\"?>", StringComparison.Ordinal), "MissingEncoding", "document");
        foreach (var declared in root.DescendantsAndSelf().Attributes().Where(a => a.IsNamespaceDeclaration && a.Name.LocalName != "xmlns"))
            problems.Require(Namespaces.GetValueOrDefault(declared.Value) == declared.Name.LocalName || (declared.Value == Tombstones && format == FeedFormat.Atom), "UnknownNamespace", "document", declared.ToString());
        problems.Characters(root);
        if (format == FeedFormat.Rss)
            RssRules.Check(problems, root, address);
        else if (format == FeedFormat.Atom)
            AtomRules.Check(problems, root, address);
        else
            throw new ArgumentOutOfRangeException(nameof(format), format.Name, "This format has no rules here yet.");
        return problems.Found;
    }
}
