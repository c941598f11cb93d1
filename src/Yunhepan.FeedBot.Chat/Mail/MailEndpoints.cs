using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Mail;

/// <summary>
/// Lets readers of a mailbox unsubscribe by one click (RFC 8058): mail programs send a POST, which unsubscribes at once; people who open
/// the link get a page with a button, because scanners open every link of a mail.
/// </summary>
public static class MailEndpoints
{
    private const int MaxBody = 8 * 1024;

    // A form needs no more, and nothing is loaded.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps <c>/mail/unsubscribe/{target}/{signature}</c>.</summary>
    public static IEndpointRouteBuilder MapMail(this IEndpointRouteBuilder app)
    {
        var link = app.MapGroup(MailLinks.Path + "/{id}/{signature}");
        link.MapMethods("", Methods, AskAsync);
        link.MapPost("", UnsubscribeAsync).WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        return app;
    }

    private static async Task<IResult> AskAsync(
        string id, string signature, HttpContext http, MailLinks links, CurrentCatalogue catalogue, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(id, signature, cancellationToken) is not { } target)
            return Unknown(http);
        var (language, site) = (LanguageTag.Write(target.Language), catalogue.Catalogue.Site);
        var texts = MailTexts.For(language);
        var button = $"<form method=\"post\"><button>{Escape(texts.Unsubscribe)}</button></form>";
        return Page(http, language, texts.Question(site.Title.For(language)), button, StatusCodes.Status200OK);
    }

    // No login and no origin are asked for: whoever has the link got the mail, and the provider that clicks is another site.
    private static async Task<IResult> UnsubscribeAsync(
        string id, string signature, HttpContext http, MailLinks links, ChatReach reach, CancellationToken cancellationToken)
    {
        if (await links.FindAsync(id, signature, cancellationToken) is not { } target)
            return Unknown(http);
        // The mark of the address keeps a change of feeds.json from subscribing it again.
        await reach.LostAsync(
            new ChatAddress(MailPlatform.Name, MailPlatform.Name, target.Id), $"unsubscribed by its reader ({target.AddressMark})",
            cancellationToken);
        var language = LanguageTag.Write(target.Language);
        return Page(http, language, MailTexts.For(language).Done, "", StatusCodes.Status200OK);
    }

    private static ContentHttpResult Unknown(HttpContext http)
    {
        var language = ChatTexts.LanguageFor(http.Request.Headers.AcceptLanguage.ToString());
        return Page(http, language, MailTexts.For(language).Unknown, "", StatusCodes.Status404NotFound);
    }

    private static ContentHttpResult Page(HttpContext http, string language, string sentence, string form, int status)
    {
        var headers = http.Response.Headers;
        headers.ContentSecurityPolicy = Policy;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["X-Robots-Tag"] = "noindex";
        headers.CacheControl = "no-store";
        var html = $"""
            <!DOCTYPE html>
            <html lang="{Escape(language)}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
            <meta name="color-scheme" content="light dark"><title>{Escape(sentence)}</title></head>
            <body style="font:1.1rem/1.6 system-ui,sans-serif;max-width:36em;margin:3em auto;padding:0 1em">
            <main><h1 style="font-size:1.3rem">{Escape(sentence)}</h1>{form}</main></body></html>
            """;
        return TypedResults.Content(html, "text/html; charset=utf-8", Encoding.UTF8, status);
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
