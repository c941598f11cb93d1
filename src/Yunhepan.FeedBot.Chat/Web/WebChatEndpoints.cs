using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Net.Http.Headers;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Web;

public static class WebChatEndpoints
{
    private const int MaxBody = 8 * 1024;
    private const int MaxText = 1000;

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps the page at <c>/chat</c> and its API.</summary>
    public static IEndpointRouteBuilder MapWebChat(this IEndpointRouteBuilder app)
    {
        var chat = app.MapGroup("/chat");
        chat.MapMethods("", Methods, (HttpContext http, Topics topics) => ShowPage(http, topics.SiteTitle));
        chat.MapMethods("/app.webmanifest", Methods, (HttpContext http, Topics topics) => WebChatPage.Manifest(
            http, TitleFor(http, topics.SiteTitle)));
        chat.MapMethods("/{name}", Methods, WebChatPage.File);
        chat.MapPost("/session", BeginAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        chat.MapPost("/messages", SayAsync).AsSpoken().WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        chat.MapGet("/events", (HttpContext http, WebChatEvents events) => events.StreamAsync(http, http.ChatId()))
            .OfChat((_, _) => true);
        chat.MapFiles();
        chat.MapHistory();
        chat.MapPictures();
        chat.MapPushes();
        chat.MapTransfers();
        return app;
    }

    // What the page loads is named relative to it: one slash more would lead elsewhere. Capitals are no address of their own.
    private static IResult ShowPage(HttpContext http, LocalisedName siteTitle) => http.Request.Path.Value != "/chat"
        ? TypedResults.Redirect(
            http.Request.PathBase.ToUriComponent() + "/chat" + http.Request.QueryString.ToUriComponent(), permanent: true)
        : WebChatPage.Show(http, TitleFor(http, siteTitle));

    private static string TitleFor(HttpContext http, LocalisedName siteTitle) =>
        siteTitle.For(ChatTexts.LanguageFor(http.Request.Headers.AcceptLanguage.ToString()));

    private static async Task<IResult> BeginAsync(
        HttpContext http, WebConversation conversation, WebSession sessions, WebChatLimits limits, CancellationToken cancellationToken)
    {
        if (!SameOrigin.Allows(http.Request))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        var chatId = await sessions.FindAsync(http.Request, cancellationToken);
        if (chatId is null && !limits.MayBegin(http.Connection.RemoteIpAddress))
            return TypedResults.StatusCode(StatusCodes.Status429TooManyRequests);
        if (chatId is null)
            chatId = WebSession.Begin(http);
        else
            WebSession.Renew(http);
        // Any request header may be malformed; an unreadable one is ignored.
        var language = StringWithQualityHeaderValue.TryParseList(http.Request.Headers.AcceptLanguage, out var languages)
            ? Preferred([.. languages.OrderByDescending(each => each.Quality ?? 1).Select(each => each.Value.Value)])
            : null;
        var asked = IsJson(http.Request) ? (await ReadAsync(http.Request, cancellationToken))?.Language : null;
        var chosen = ChatTexts.All.FirstOrDefault(texts => texts.Language == asked)?.Language;
        var state = await conversation.BeginAsync(chatId, chosen, language, cancellationToken);
        return TypedResults.Json(state, WebJson.Default.WebSessionState);
    }

    // Who reads French first and Spanish next is better served in Spanish.
    private static string? Preferred(IReadOnlyList<string?> languages) =>
        languages.FirstOrDefault(each => each is not null && ChatTexts.Find(each) is not null)
        ?? (languages.Count > 0 ? languages[0] : null);

    private static async Task<IResult> SayAsync(
        HttpContext http, WebConversation conversation, CancellationToken cancellationToken)
    {
        if (!IsJson(http.Request))
            return TypedResults.StatusCode(StatusCodes.Status415UnsupportedMediaType);
        return await ReadAsync(http.Request, cancellationToken) switch
        {
            { Action: { Length: > 0 and <= Text.ChatButton.MaxActionBytes } action } input when !action.Contains(
                '\0', StringComparison.Ordinal) =>
                Answer(http, await conversation.PressAsync(http.ChatId(), action, input.Entry, cancellationToken)),
            { Text: { Length: <= MaxText } text } when !string.IsNullOrWhiteSpace(text) && !text.Contains('\0', StringComparison.Ordinal) =>
                Answer(http, await conversation.SayAsync(http.ChatId(), text.Trim(), cancellationToken)),
            _ => TypedResults.BadRequest(),
        };
    }

    // JSON is always UTF-8 (RFC 8259).
    private static bool IsJson(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && type.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
        && (!type.Charset.HasValue || HeaderUtilities.RemoveQuotes(type.Charset).Equals("utf-8", StringComparison.OrdinalIgnoreCase));

    private static async Task<WebInput?> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync(request.Body, WebJson.Default.WebInput, cancellationToken);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static JsonHttpResult<WebAnswer> Answer(HttpContext http, WebAnswer answer)
    {
        if (answer.IsErased)
            WebSession.End(http);
        return TypedResults.Json(answer, WebJson.Default.WebAnswer);
    }
}
