using System.Collections.Frozen;
using System.Net.Http.Headers;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Publishing.Text;

namespace Yunhepan.FeedBot.Publishing.Writing;

internal static class ItemAttachments
{
    private static readonly FrozenDictionary<string, string> ByExtension = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
    {
        [".mp3"] = "audio/mpeg",
        [".m4a"] = "audio/mp4",
        [".mp4"] = "video/mp4",
        [".webm"] = "video/webm",
        [".jpg"] = "image/jpeg",
        [".jpeg"] = "image/jpeg",
        [".png"] = "image/png",
        [".gif"] = "image/gif",
        [".webp"] = "image/webp",
        [".pdf"] = "application/pdf",
        [".doc"] = "application/msword",
        [".docx"] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        [".xls"] = "application/vnd.ms-excel",
        [".xlsx"] = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        [".zip"] = "application/zip",
        [".rar"] = "application/vnd.rar",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Returns an enclosure, which needs an address and a type; null if one is missing.</summary>
    public static ItemAttachment? OrNull(ArticleAttachment attachment)
    {
        if (HttpAddress.OrNull(attachment.Url) is not { } url)
            return null;
        var type = MediaTypeHeaderValue.TryParse(attachment.MimeType, out var stated) && stated.MediaType is { } mediaType
            ? mediaType
            : ByExtension.GetValueOrDefault(Path.GetExtension(new Uri(url).AbsolutePath));
        var title = LegalText.Label(attachment.Title);
        return type is null ? null : new ItemAttachment(
            url,
            type,
            title.Length > 0 ? title : null,
            attachment.SizeInBytes is >= 0 ? attachment.SizeInBytes : null,
            attachment.DurationInSeconds is >= 0 ? attachment.DurationInSeconds : null);
    }
}
