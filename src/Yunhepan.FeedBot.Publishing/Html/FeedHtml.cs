using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Publishing.Html;

/// <summary>
/// Content as feeds carry it. It is safe already; the feed validator's list of what is safe is shorter than ours, though, and
/// many readers' lists are made after it. What they would drop is put in a way that stays.
/// </summary>
internal static partial class FeedHtml
{
    public static string Rewrite(string html, string language)
    {
        if (!MayNeedWork(html))
            return html;
        var plain = UnlistedElement().Replace(
            html, m => m.Groups["name"].Value.Equals("bdo", StringComparison.OrdinalIgnoreCase)
            ? $"<{m.Groups["end"].Value}bdi" : $"<{m.Groups["end"].Value}span");
        return Controls().Replace(plain, m => ControlsAttribute().Replace(m.Value, "")) + Links(plain, language);
    }

    private static bool MayNeedWork(string html) =>
        html.Contains("<audio", StringComparison.OrdinalIgnoreCase) || html.Contains("<video", StringComparison.OrdinalIgnoreCase)
        || html.Contains("<bdo", StringComparison.OrdinalIgnoreCase) || html.Contains("<rb", StringComparison.OrdinalIgnoreCase)
        || html.Contains("<rtc", StringComparison.OrdinalIgnoreCase);

    // A player without controls shows nothing in some readers: a link always does.
    private static string Links(string html, string language)
    {
        var zh = LanguageTag.IsChinese(language);
        var links = new StringBuilder();
        foreach (var media in Media().Matches(html).DistinctBy(m => m.Groups["src"].Value))
        {
            var audio = media.Groups["name"].Value.Equals("audio", StringComparison.OrdinalIgnoreCase);
            var text = (audio, zh) switch { (true, true) => "音频", (true, false) => "Audio", (false, true) => "视频", _ => "Video" };
            links.Append(links.Length == 0 ? "<p>" : " · ").Append("<a href=\"")
                .Append(WebUtility.HtmlEncode(WebUtility.HtmlDecode(media.Groups["src"].Value))).Append("\">▶ ").Append(text)
                    .Append("</a>");
        }

        return links.Length == 0 ? "" : links.Append("</p>").ToString();
    }

    [GeneratedRegex(
        "<(?<end>/?)(?<name>bdo|rb|rtc)(?=[ >])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex UnlistedElement();

    [GeneratedRegex("<(audio|video)\\b[^>]*>", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Controls();

    [GeneratedRegex(
        " controls(=\"[^\"]*\")?(?=[ >])", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ControlsAttribute();

    [GeneratedRegex(
        "<(?<name>audio|video)\\b[^>]*?(\\ssrc=\"(?<src>[^\"]+)\"[^>]*>|>\\s*<source\\b[^>]*?\\ssrc=\"(?<src>[^\"]+)\")",
        RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Media();
}
