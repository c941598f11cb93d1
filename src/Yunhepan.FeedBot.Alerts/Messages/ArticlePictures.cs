using System.Net;
using System.Text.RegularExpressions;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Reading;

namespace Yunhepan.FeedBot.Alerts.Messages;

/// <summary>
/// Finds the pictures of an article besides its first one: those in its text, and those attached to it. And its video and audio.
/// </summary>
internal static partial class ArticlePictures
{
    /// <summary>The most pictures of an album.</summary>
    private const int Most = 10;

    // What Telegram takes by address.
    private const long MostBytes = 5 * 1024 * 1024;

    private const long MostMediaBytes = 20 * 1024 * 1024;
    private const int MostMedia = 4;

    public static IReadOnlyList<string> From(Article article, ShownText shown) =>
    [
        .. Images.Matches(shown.Html).Select(image => WebUtility.HtmlDecode(image.Groups["url"].Value))
            .Concat(article.Attachments
                .Where(file => file.MimeType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true
                    && !(file.SizeInBytes > MostBytes))
                .Select(file => file.Url))
            .Where(url => url != article.ImageUrl).Distinct(StringComparer.Ordinal).Take(Most),
    ];

    /// <summary>Returns the attached video and audio of the kinds that chats play.</summary>
    public static IReadOnlyList<AlertMedia> MediaOf(Article article) =>
    [
        .. article.Attachments.Where(file => !(file.SizeInBytes > MostMediaBytes))
            .Select(file => KindOf(file.MimeType) is { } kind ? new AlertMedia(kind, file.Url) : null)
            .OfType<AlertMedia>().Distinct().Take(MostMedia),
    ];

    private static MediaKind? KindOf(string? type) => type?.Split(';')[0].Trim().ToLowerInvariant() switch
    {
        "video/mp4" => MediaKind.Video,
        "audio/mpeg" or "audio/mp3" or "audio/mp4" or "audio/x-m4a" => MediaKind.Audio,
        _ => null,
    };

    // The sanitiser writes the HTML, with its attributes in double quotation marks.
    [GeneratedRegex("""<img\b[^>]{0,2000}?\ssrc="(?<url>https?://[^"<>]{1,2000})["]""", RegexOptions.ExplicitCapture, 200)]
    private static partial Regex Images { get; }
}
