using System.Text;
using System.Xml;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>The names of the vocabularies that feeds are extended with.</summary>
internal static class FeedXml
{
    public const string Xmlns = "http://www.w3.org/2000/xmlns/";
    public const string Atom = "http://www.w3.org/2005/Atom";
    public const string Content = "http://purl.org/rss/1.0/modules/content/";
    public const string DublinCore = "http://purl.org/dc/elements/1.1/";
    public const string Media = "http://search.yahoo.com/mrss/";

    /// <summary>An empty feed has to state some time of change: the one at which the first feed could have held anything.</summary>
    public static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Without a byte order mark, which some readers trip over.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static string Urn(Guid id) => $"urn:uuid:{id}";

    public static void WriteMedia(XmlWriter writer, FeedItem item)
    {
        if (item.ImageUrl is not { } image)
            return;
        writer.WriteStartElement("media", "thumbnail", Media);
        writer.WriteAttributeString("url", image);
        writer.WriteEndElement();
    }

    public static void WriteCData(XmlWriter writer, string text)
    {
        // The one sequence that CDATA cannot hold is split over two sections.
        var parts = text.Split("]]>");
        for (var i = 0; i < parts.Length; i++)
            writer.WriteCData((i == 0 ? "" : ">") + parts[i] + (i == parts.Length - 1 ? "" : "]]"));
    }
}

/// <summary>
/// The RSS profile wants <c>&amp;</c> and <c>&lt;</c> in plain-text elements as hexadecimal references, as some readers
/// decode named ones twice: https://www.rssboard.org/rss-profile#data-types-characterdata.
/// </summary>
internal sealed class RssXmlWriter(Stream stream) : XmlTextWriter(stream, FeedXml.Utf8)
{
    private string _element = "";

    public override void WriteStartElement(string? prefix, string localName, string? ns)
    {
        _element = localName;
        base.WriteStartElement(prefix, localName, ns);
    }

    public override void WriteString(string? text)
    {
        if (text is null || WriteState == WriteState.Attribute || _element is "description" || text.AsSpan().IndexOfAny('&', '<') < 0)
        {
            base.WriteString(text);
            return;
        }

        var rest = text.AsSpan();
        for (var at = rest.IndexOfAny('&', '<'); at >= 0; at = rest.IndexOfAny('&', '<'))
        {
            base.WriteString(rest[..at].ToString());
            WriteCharEntity(rest[at]);
            rest = rest[(at + 1)..];
        }

        base.WriteString(rest.ToString());
    }
}
