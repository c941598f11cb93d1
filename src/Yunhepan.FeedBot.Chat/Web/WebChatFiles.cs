using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yunhepan.FeedBot.Alerts.Privacy;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Chat.Commands;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>The files of the web chat: a list of subscriptions that is dropped into it, and the own one to take along.</summary>
internal static class WebChatFiles
{
    /// <summary>The address of the own list, relative to the page.</summary>
    public const string Own = "chat/subscriptions.opml";

    /// <summary>The address of all that is stored about the own chat, relative to the page.</summary>
    public const string OwnData = "chat/mydata.json";

    private const int LongestName = 80;

    public static void MapFiles(this IEndpointRouteBuilder chat)
    {
        chat.MapPost("/files", TakeAsync).AsSpoken().WithMetadata(new RequestSizeLimitAttribute(SubscriptionImport.MostBytes + 1));
        chat.MapGet("/subscriptions.opml", GiveAsync).AsSpoken();
        chat.MapGet("/mydata.json", GiveDataAsync).AsSpoken();
    }

    private static async Task<IResult> TakeAsync(
        HttpContext http, WebConversation conversation, string? name, CancellationToken cancellationToken)
    {
        using var bytes = new MemoryStream();
        try
        {
            await http.Request.Body.CopyToAsync(bytes, cancellationToken);
        }
        catch (BadHttpRequestException)
        {
            return TypedResults.StatusCode(StatusCodes.Status413PayloadTooLarge);
        }

        var label = string.Concat((name ?? "").Where(c => !char.IsControl(c)).Take(LongestName));
        var answer = await conversation.TakeFileAsync(
            http.ChatId(), label.Length == 0 ? "OPML" : label, bytes.ToArray(), cancellationToken);
        return TypedResults.Json(answer, WebJson.Default.WebAnswer);
    }

    private static async Task<IResult> GiveDataAsync(
        HttpContext http, SubscriberStore subscribers, ChatExport export, CancellationToken cancellationToken)
    {
        if (await subscribers.FindAsync(WebChatPlatform.AddressOf(http.ChatId()), cancellationToken) is not { } chat)
            return TypedResults.Unauthorized();
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(
            await export.WriteAsync(chat, cancellationToken), MyDataCommand.MediaType, Path.GetFileName(OwnData));
    }

    private static async Task<IResult> GiveAsync(
        HttpContext http, WebConversation conversation, CancellationToken cancellationToken)
    {
        if (await conversation.GiveFileAsync(http.ChatId(), cancellationToken) is not { } file)
            return TypedResults.NotFound();
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Bytes(file.Content, file.MediaType, file.Name);
    }
}
