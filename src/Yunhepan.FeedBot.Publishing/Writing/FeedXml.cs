using System.Globalization;
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
    public const string History = "http://purl.org/syndication/history/1.0";
    public const string Tombstones = "http://purl.org/atompub/tombstones/1.0";

    /// <summary>An empty feed has to state some time of change: the one at which the first feed could have held anything.</summary>
    public static readonly DateTimeOffset Beginning = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Without a byte order mark, which some readers trip over.</summary>
    public static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    public static string Urn(Guid id) => $"urn:uuid:{id}";

    /// <summary>RFC 3339, with the part of a second that it has and the offset as given.</summary>
    public static string Time(DateTimeOffset time) => time.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFzzz", CultureInfo.InvariantCulture);

    /// <summary>Media RSS: the picture, whole and as a thumbnail, and what is attached.</summary>
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

    /// <summary>Links between the documents of one feed, as pages and as archives (RFC 5005, sections 3 and 4), and to its hub.</summary>
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
        // The one sequence that CDATA cannot hold is split over two sections.
        var parts = text.Split("]]>");
        for (var i = 0; i < parts.Length; i++)
            writer.WriteCData((i == 0 ? "" : ">") + parts[i] + (i == parts.Length - 1 ? "" : "]]"));
    }
}
