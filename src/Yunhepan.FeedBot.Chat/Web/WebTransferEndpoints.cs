using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Gives a link that takes the chat to another device, and takes one.</summary>
internal static class WebTransferEndpoints
{
    private const int MaxBody = 1024;

    public static void MapTransfers(this IEndpointRouteBuilder chat)
    {
        chat.MapPost("/transfer", GiveAsync).AsSpoken().WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        chat.MapPost("/transfer/take", TakeAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBody));
    }

    private static async Task<IResult> GiveAsync(
        HttpContext http, WebTransfers transfers, CancellationToken cancellationToken)
    {
        if (WebSession.SecretOf(http.Request) is not { } secret)
            return TypedResults.Unauthorized();
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(
            await transfers.CreateAsync(http.ChatId(), secret, PageOf(http.Request), cancellationToken), WebJson.Default.WebTransfer);
    }

    private static async Task<IResult> TakeAsync(
        HttpContext http, WebTransfers transfers, WebChatLimits limits, CancellationToken cancellationToken)
    {
        if (!SameOrigin.Allows(http.Request))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (!limits.MayBegin(http.Connection.RemoteIpAddress))
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        if (await transfers.TakeAsync(await ReadAsync(http.Request, cancellationToken), cancellationToken) is not { } secret)
            return TypedResults.StatusCode(StatusCodes.Status410Gone);
        WebSession.Give(http, secret);
        return TypedResults.NoContent();
    }

    // The page states its origin with every POST, which a proxy that ends TLS leaves as it is; it was compared with the host.
    private static string PageOf(HttpRequest request) =>
        (request.Headers.Origin.ToString() is { Length: > 0 } origin && Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && string.Equals(uri.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase)
            ? origin : $"{request.Scheme}://{request.Host.Value}") + request.PathBase.ToUriComponent() + "/chat";

    private static async Task<string?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return (await JsonSerializer.DeserializeAsync(request.Body, WebJson.Default.WebTransferInput, cancellationToken))?.Token;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
