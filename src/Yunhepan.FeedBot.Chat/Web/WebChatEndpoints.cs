using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;

namespace Yunhepan.FeedBot.Chat.Web;

public static class WebChatEndpoints
{
    private const int MaxBody = 8 * 1024;
    private const int MaxText = 1000;

    private const string Policy =
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self' data:; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /// <summary>The page at <c>/chat</c> and what it talks to.</summary>
    public static IEndpointRouteBuilder MapWebChat(this IEndpointRouteBuilder app)
    {
        var chat = app.MapGroup("/chat");
        chat.MapGet("", (HttpContext http) => Serve(http, "chat.html", "text/html; charset=utf-8"));
        chat.MapGet("/chat.css", (HttpContext http) => Serve(http, "chat.css", "text/css; charset=utf-8"));
        chat.MapGet("/chat.js", (HttpContext http) => Serve(http, "chat.js", "text/javascript; charset=utf-8"));
        chat.MapGet("/icon.svg", (HttpContext http) => Serve(http, "icon.svg", "image/svg+xml"));
        chat.MapPost("/session", BeginAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        chat.MapPost("/messages", SayAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        chat.MapGet("/events", StreamAsync);
        return app;
    }

    private static async Task<IResult> BeginAsync(
        HttpContext http, WebConversation conversation, WebChatLimits limits, CancellationToken cancellationToken)
    {
        if (!SameOrigin.Allows(http.Request))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (WebSession.ChatIdOf(http.Request) is null && !limits.MayBegin(http.Connection.RemoteIpAddress?.ToString() ?? ""))
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        var language = http.Request.GetTypedHeaders().AcceptLanguage.MaxBy(each => each.Quality ?? 1)?.Value.Value;
        var state = await conversation.BeginAsync(WebSession.Begin(http), language, cancellationToken);
        return TypedResults.Json(state, WebJson.Default.WebSessionState);
    }

    private static async Task<IResult> SayAsync(
        HttpContext http, WebInput input, WebConversation conversation, WebChatLimits limits, CancellationToken cancellationToken)
    {
        if (!SameOrigin.Allows(http.Request))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (WebSession.ChatIdOf(http.Request) is not { } chatId)
            return TypedResults.Unauthorized();
        if (!limits.MaySpeak(chatId))
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        return input switch
        {
            { Action: { Length: > 0 and <= Text.ChatButton.MaxActionBytes } action } =>
                Answer(await conversation.PressAsync(chatId, action, input.Entry, cancellationToken)),
            { Text: { Length: <= MaxText } text } when !string.IsNullOrWhiteSpace(text) =>
                Answer(await conversation.SayAsync(chatId, text.Trim(), cancellationToken)),
            _ => TypedResults.BadRequest(),
        };
    }

    private static async Task<IResult> StreamAsync(HttpContext http, WebChatEvents events) =>
        WebSession.ChatIdOf(http.Request) is { } chatId ? await events.StreamAsync(http, chatId) : TypedResults.Unauthorized();

    private static JsonHttpResult<WebAnswer> Answer(WebAnswer answer) => TypedResults.Json(answer, WebJson.Default.WebAnswer);

    private static IResult Serve(HttpContext http, string name, string contentType)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers.CacheControl = "no-cache";
        var file = Assembly.GetExecutingAssembly().GetManifestResourceStream("Web." + name);
        return file is null ? TypedResults.NotFound() : TypedResults.Stream(file, contentType);
    }
}
