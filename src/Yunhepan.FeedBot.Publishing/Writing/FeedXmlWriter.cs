using System.Xml;

namespace Yunhepan.FeedBot.Publishing.Writing;

/// <summary>
/// Writes the output of the SyndicationFeed formatters exactly, with two changes: the RSS profile requires <c>&amp;</c> and
/// <c>&lt;</c> in plain text as hexadecimal references, because some readers decode named ones twice
/// (https://www.rssboard.org/rss-profile#data-types-characterdata), and a time of change needs more than whole seconds.
/// </summary>
internal sealed class FeedXmlWriter(Stream stream) : XmlTextWriter(stream, FeedXml.Utf8)
{
    private string _element = "";

    /// <summary>Replaces the formatter's <c>updated</c>, which has whole seconds only.</summary>
    public string? Updated { get; set; }

    public override void WriteStartElement(string? prefix, string localName, string? ns)
    {
        _element = localName;
        base.WriteStartElement(prefix, localName, ns);
    }

    public override void WriteString(string? text)
    {
        if (_element == "updated" && Updated is not null && WriteState != WriteState.Attribute)
        {
            base.WriteString(Updated);
            return;
        }

        // RFC 2822 calls the zone Z obsolete, and fewer readers know it than GMT.
        if (_element is "pubDate" or "lastBuildDate" && text is [.., ' ', 'Z'])
            text = string.Concat(text.AsSpan(0, text.Length - 1), "GMT");

        // The text of these elements is HTML.
        if (text is null || (_element is "description" or "content" && WriteState != WriteState.Attribute)
            || text.AsSpan().IndexOfAny('&', '<') < 0)
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
