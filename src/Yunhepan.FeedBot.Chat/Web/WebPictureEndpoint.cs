using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Serves the pictures in a chat, which are named by their entries: nobody can have any other address fetched.</summary>
internal static class WebPictureEndpoint
{
    private const int StampBytes = 8;

    /// <summary>Returns the address of one of an entry's pictures, relative to the page. Another picture has another one.</summary>
    public static string PathOf(long entryId, string address) =>
        string.Create(CultureInfo.InvariantCulture, $"chat/pictures/{entryId}?v={StampOf(address)}");

    public static void MapPictures(this IEndpointRouteBuilder chat) =>
        chat.MapGet("/pictures/{entry:long}", GetAsync).OfChat((limits, http) => limits.MaySee(http.ChatId()));

    private static async Task<IResult> GetAsync(
        HttpContext http, long entry, string? v, WebTranscript transcript, WebPictures pictures, CancellationToken cancellationToken)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = "default-src 'none'; sandbox";
        headers.XContentTypeOptions = "nosniff";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
        headers.CacheControl = "no-store";
        if (await transcript.FindAsync(http.ChatId(), entry, cancellationToken) is not { Alert: { } alert }
            || alert.Pictures.Prepend(alert.Picture).OfType<string>().FirstOrDefault(each => StampOf(each) == v) is not { } address
            || await pictures.GetAsync(address, http.ChatId(), cancellationToken) is not { } picture)
            return TypedResults.NotFound();
        // The page keeps it as long as its message shows it, and not longer.
        return TypedResults.Bytes(picture.Content, picture.ContentType);
    }

    private static string StampOf(string address) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(address))[..StampBytes]);
}
