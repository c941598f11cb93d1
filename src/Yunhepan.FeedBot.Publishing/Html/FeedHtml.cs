using System.Net;
using System.Text;
using AngleSharp.Dom;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.Html;

/// <summary>
/// Rewrites content for feeds. It is already safe, but the feed validator's list of safe elements is shorter than ours, and many
/// readers follow it. Elements that they would drop are replaced by ones that stay.
/// </summary>
internal static class FeedHtml
{
    private static readonly string[] Unlisted = ["<audio", "<video", "<bdo", "<rb", "<rtc"];

    public static string Rewrite(string html, string language)
    {
        // Nearly every article contains none of these and need not be parsed.
        if (!Unlisted.Any(start => html.Contains(start, StringComparison.OrdinalIgnoreCase)))
            return html;
        var written = new StringBuilder(html.Length + 128);
        var media = new List<(string Name, string Address)>();
        foreach (var part in HtmlTree.Read(html))
        {
            if (part.Element is not { } element)
            {
                written.AppendText(part.Text);
            }
            else if (part.Kind == HtmlPartKind.Start)
            {
                AppendStart(written, element);
                if (element.LocalName is "audio" or "video" && AddressOf(element) is { Length: > 0 } address)
                    media.Add((element.LocalName, address));
            }
            else if (element.LocalName is not ("br" or "col" or "hr" or "img" or "source" or "wbr"))
            {
                written.Append("</").Append(NameOf(element)).Append('>');
            }
        }

        AppendLinks(written, media, language);
        return written.ToString();
    }

    private static void AppendStart(StringBuilder written, IElement element)
    {
        written.Append('<').Append(NameOf(element));
        foreach (var attribute in element.Attributes)
        {
            if (attribute.Name != "controls" || element.LocalName is not ("audio" or "video"))
                written.AppendAttribute(attribute.Name, attribute.Value);
        }

        written.Append('>');
    }

    private static string NameOf(IElement element) => element.LocalName switch
    {
        "bdo" => "bdi",
        "rb" or "rtc" => "span",
        var name => name,
    };

    /// <summary>Returns the address of a player: its own, or else that of its first source.</summary>
    private static string? AddressOf(IElement player) => player.GetAttribute("src") is { Length: > 0 } own
        ? own
        : player.FirstElementChild is { LocalName: "source" } source ? source.GetAttribute("src") : null;

    // A player without controls shows nothing in some readers, but a link always does.
    private static void AppendLinks(StringBuilder written, List<(string Name, string Address)> media, string language)
    {
        var isFirst = true;
        foreach (var (name, address) in media.DistinctBy(m => m.Address))
        {
            var text = name == "audio" ? OwnText.Choose(language, "音频", "Audio", "音声", "Audio")
                : OwnText.Choose(language, "视频", "Video", "動画", "Vídeo");
            written.Append(isFirst ? "<p>" : " · ").Append("<a href=\"").Append(WebUtility.HtmlEncode(address)).Append("\">▶ ")
                .Append(text).Append("</a>");
            isFirst = false;
        }

        if (!isFirst)
            written.Append("</p>");
    }
}
