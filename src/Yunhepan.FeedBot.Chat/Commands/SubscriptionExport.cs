using System.Diagnostics;
using System.Globalization;
using System.Xml;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>
/// Writes what a chat follows as OPML 2.0 (http://opml.org/spec2.opml): a source by its own address, any other topic by that of its
/// feed here.
/// </summary>
internal sealed class SubscriptionExport(
    Subscriptions subscriptions, PrivateFeedTokens site, CurrentCatalogue catalogue, TimeProvider time)
{
    private const string FileName = "subscriptions.opml";
    private const string MediaType = "text/x-opml";

    /// <summary>Returns the file with a few words; only words if there is nothing to write.</summary>
    public async Task<CommandReply> WriteAsync(Subscriber chat, CancellationToken cancellationToken)
    {
        var texts = ImportTexts.For(chat.Language);
        var topics = await subscriptions.ListAsync(chat, cancellationToken);
        var sources = catalogue.Catalogue.Sources.ToDictionary(s => s.Id, s => s.Url, StringComparer.Ordinal);
        List<(string Name, string Url)> entries = [];
        foreach (var topic in topics)
        {
            if ((topic.Key.Kind == TopicKind.Source ? sources.GetValueOrDefault(topic.Key.Id) : FeedOf(topic)) is { } url)
                entries.Add((topic.Name.For(chat.Language), url));
        }

        if (entries.Count == 0)
            return CommandReply.Say(texts.NothingToExport);
        var rest = topics.Count - entries.Count;
        var said = texts.Exported(entries.Count) + (rest > 0 ? "\n" + texts.NotExported(rest) : "");
        return CommandReply.Say(said) with { File = new ChatFile(FileName, MediaType, Write(entries, chat)) };
    }

    private byte[] Write(List<(string Name, string Url)> entries, Subscriber chat)
    {
        using var bytes = new MemoryStream();
        using (var xml = XmlWriter.Create(
            bytes, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), Indent = true, CheckCharacters = false }))
        {
            xml.WriteStartElement("opml");
            xml.WriteAttributeString("version", "2.0");
            xml.WriteStartElement("head");
            xml.WriteElementString("title", catalogue.Catalogue.Site.Title.For(chat.Language));
            xml.WriteElementString("dateCreated", time.GetUtcNow().ToString("r", CultureInfo.InvariantCulture));
            xml.WriteEndElement();
            xml.WriteStartElement("body");
            foreach (var (name, url) in entries)
            {
                var label = string.Concat(name.Where(c => !char.IsControl(c)));
                xml.WriteStartElement("outline");
                xml.WriteAttributeString("type", "rss");
                xml.WriteAttributeString("text", label);
                xml.WriteAttributeString("title", label);
                xml.WriteAttributeString("xmlUrl", url);
                xml.WriteEndElement();
            }

            xml.WriteEndElement();
            xml.WriteEndElement();
        }

        bytes.WriteByte((byte)'\n');
        return bytes.ToArray();
    }

    private string? FeedOf(Topic topic) => site.SiteAddress is not { } address ? null : topic.Key.Kind switch
    {
        TopicKind.Word => $"{address}/feeds/search.rss?q={Uri.EscapeDataString(topic.Key.Id)}",
        TopicKind.Category or TopicKind.Publisher or TopicKind.Region =>
            $"{address}/feeds/{topic.Key.Kind.ToString().ToLowerInvariant()}/{topic.Key.Id}.rss",
        TopicKind.Source => null,
        _ => throw new UnreachableException($"No feed is defined for {topic.Key.Kind}."),
    };
}
