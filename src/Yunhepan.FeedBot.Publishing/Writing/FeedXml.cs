using System.Globalization;
using System.Text;
using System.Xml;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>The names of the vocabularies that extend feeds.</summary>
internal static class FeedXml
{
    public const string Xmlns = "http://www.w3.org/2000/xmlns/";
    public const string Atom = "http://www.w3.org/2005/Atom";
    public const string Content = "http://purl.org/rss/1.0/modules/content/";
    public const string DublinCore = "http://purl.org/dc/elements/1.1/";
    public const string Media = "http://search.yahoo.com/mrss/";
    public const string History = "http://purl.org/syndication/history/1.0";
    public const string Tombstones = "http://purl.org/atompub/tombstones/1.0";

    /// <summary>
    /// The time of change of an empty feed, which must state one: the earliest time at which a feed could have held anything.
    /// </summary>
    public static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>UTF-8 without a byte order mark, which some readers reject.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static string Urn(Guid id) => $"urn:uuid:{id}";

    /// <summary>Formats a time by RFC 3339, with its fraction of a second and its offset.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    /// <summary>Writes Media RSS: the picture, in full and as a thumbnail, and the attachments.</summary>
    public static void WriteMedia(XmlWriter writer, FeedItem item)
    {
        if (item.ImageUrl is { } image)
        {
            writer.WriteStartElement("media", "content", Media);
            writer.WriteAttributeString("url", image);
            writer.WriteAttributeString("medium", "image");
            writer.WriteEndElement();
        }

        foreach (var attachment in item.Attachments.Where(a => a.Url != item.ImageUrl))
            WriteContent(writer, attachment);
        if (item.ImageUrl is null)
            return;
        writer.WriteStartElement("media", "thumbnail", Media);
        writer.WriteAttributeString("url", item.ImageUrl);
        writer.WriteEndElement();
    }

    /// <summary>
    /// Writes the links between the documents of one feed, as pages and as archives (RFC 5005, sections 3 and 4), and to its hub.
    /// </summary>
    public static void WriteLinks(XmlWriter writer, string prefix, FeedDocument document)
    {
        foreach (var (rel, url) in (ReadOnlySpan<(string, string?)>)
            [
                ("hub", document.HubUrl),
                ("current", document.CurrentUrl), ("prev-archive", document.OlderUrl), ("next-archive", document.NewerUrl),
                ("first", document.CurrentUrl), ("next", document.OlderUrl),
                ("previous", document.IsArchive ? document.NewerUrl ?? document.CurrentUrl : null),
            ])
        {
            if (url is null)
                continue;
            writer.WriteStartElement(prefix, "link", Atom);
            writer.WriteAttributeString("rel", rel);
            writer.WriteAttributeString("href", url);
            writer.WriteEndElement();
        }

        if (!document.IsArchive)
            return;
        writer.WriteStartElement("fh", "archive", History);
        writer.WriteEndElement();
    }

    private static void WriteContent(XmlWriter writer, ItemAttachment attachment)
    {
        writer.WriteStartElement("media", "content", Media);
        writer.WriteAttributeString("url", attachment.Url);
        writer.WriteAttributeString("type", attachment.MimeType);
        if (attachment.SizeInBytes is > 0)
            writer.WriteAttributeString("fileSize", attachment.SizeInBytes.Value.ToString(CultureInfo.InvariantCulture));
        if (attachment.DurationInSeconds is > 0)
            writer.WriteAttributeString("duration", attachment.DurationInSeconds.Value.ToString(CultureInfo.InvariantCulture));
        writer.WriteEndElement();
    }

    public static void WriteCData(XmlWriter writer, string text)
    {
        // The only sequence that CDATA cannot contain is split over two sections.
        var parts = text.Split("]]>");
        for (var i = 0; i < parts.Length; i++)
            writer.WriteCData((i == 0 ? "" : ">") + parts[i] + (i == parts.Length - 1 ? "" : "]]"));
    }
}
