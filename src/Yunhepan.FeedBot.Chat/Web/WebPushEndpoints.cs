using System.Buffers.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Push;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>A subscription to pushes as the browser states it.</summary>
/// <param name="Key">The browser's key (<c>p256dh</c>), in Base64url.</param>
/// <param name="Secret">The browser's secret (<c>auth</c>), in Base64url.</param>
/// <param name="Level"><c>all</c>, <c>sound</c> or <c>urgent</c>; null to ask what it is.</param>
internal sealed record WebPushInput(string? Endpoint, string? Key, string? Secret, string? Level);

/// <summary>What a device is told of.</summary>
internal sealed record WebPushState(string Level);

/// <summary>Lets a browser subscribe to the pushes of its chat.</summary>
internal static class WebPushEndpoints
{
    private const int MaxBody = 4 * 1024;

    public static void MapPushes(this IEndpointRouteBuilder chat)
    {
        chat.MapPost("/push", SubscribeAsync).OfChat((limits, http) => limits.MaySubscribe(http.Connection.RemoteIpAddress))
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        chat.MapPost("/push/off", EndAsync).AsSpoken().WithMetadata(new RequestSizeLimitAttribute(MaxBody));
    }

    private static async Task<IResult> SubscribeAsync(
        HttpContext http, PushDevices devices, IOptions<WebChatOptions> options, TimeProvider time, CancellationToken cancellationToken)
    {
        if (await ReadAsync(http.Request, cancellationToken) is not { } input || LevelOf(input.Level) is not { } level
            || !PushSender.IsAddress(input.Endpoint) || Decode(input.Key, PushEncryption.KeyBytes) is not { } key
            || Decode(input.Secret, PushEncryption.SecretBytes) is not { } secret || !PushEncryption.IsKey(key))
            return TypedResults.BadRequest();
        var now = time.GetUtcNow();
        var device = new PushDevice
        {
            ChatId = http.ChatId(), Endpoint = input.Endpoint!, Key = key, Secret = secret, NextAt = now, CreatedAt = now,
        };
        return await devices.RegisterAsync(device, level.Wanted, options.Value.MaxPushDevices, cancellationToken) is { } stored
            ? TypedResults.Json(new WebPushState(NameOf(stored.Level)), WebJson.Default.WebPushState)
            : TypedResults.StatusCode(StatusCodes.Status409Conflict);
    }

    private static async Task<IResult> EndAsync(HttpContext http, PushDevices devices, CancellationToken cancellationToken)
    {
        if (await ReadAsync(http.Request, cancellationToken) is not { Endpoint: { } endpoint })
            return TypedResults.BadRequest();
        await devices.RemoveAsync(http.ChatId(), endpoint, cancellationToken);
        return TypedResults.NoContent();
    }

    /// <returns>Null for an unknown name.</returns>
    private static (PushLevel? Wanted, bool IsKnown)? LevelOf(string? name) => name switch
    {
        null => (null, true),
        "all" => (PushLevel.All, true),
        "sound" => (PushLevel.Sounding, true),
        "urgent" => (PushLevel.Urgent, true),
        _ => null,
    };

    private static string NameOf(PushLevel level) => level switch
    {
        PushLevel.All => "all",
        PushLevel.Sounding => "sound",
        PushLevel.Urgent => "urgent",
        _ => throw new System.Diagnostics.UnreachableException($"no level {level}"),
    };

    private static byte[]? Decode(string? text, int length)
    {
        var bytes = new byte[length];
        return text is not null && text.Length <= length * 2 && Base64Url.IsValid(text, out var decoded) && decoded == length
            && Base64Url.TryDecodeFromChars(text, bytes, out _) ? bytes : null;
    }

    private static async Task<WebPushInput?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, WebJson.Default.WebPushInput, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
