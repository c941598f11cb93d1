using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.AspNetCore.Mvc;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Articles.Complaints;
using Yunhepan.FeedBot.Articles.Reading;
using Yunhepan.FeedBot.Articles.Storage;
using Yunhepan.FeedBot.Publishing.Pages;
using Yunhepan.FeedBot.Publishing.Serving;

namespace Yunhepan.FeedBot.Publishing;

/// <summary>
/// Serves <c>/article/{id}/complaint</c>, where anybody can ask the operator to take an article down, without a script and
/// without an account.
/// </summary>
internal static class ComplaintEndpoints
{
    private const string Address = "/article/{id:guid}/complaint";

    // A Chinese character takes nine bytes in a form.
    private const int MaxBody = 16 * ComplaintBox.LongestText;

    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    private static readonly FormOptions Bounds = new()
    {
        ValueCountLimit = 8, KeyLengthLimit = 32, ValueLengthLimit = MaxBody, BufferBodyLengthLimit = MaxBody,
    };

    /// <param name="context">Creates the page's context for a request.</param>
    public static void MapComplaints(this IEndpointRouteBuilder routes, Func<HttpContext, PageRequest> context)
    {
        routes.MapMethods(
            Address, Methods,
            (Guid id, HttpContext http, CancellationToken cancellationToken) => FormAsync(id, http, context(http), cancellationToken));
        routes.MapPost(
            Address,
            (Guid id, HttpContext http, CancellationToken cancellationToken) => FileAsync(id, http, context(http), cancellationToken))
            .WithMetadata(new RequestSizeLimitAttribute(MaxBody));
        routes.MapMethods(
            Address + "/received", Methods, (Guid id, HttpContext http, CancellationToken cancellationToken) =>
                ReceivedAsync(id, http, context(http), cancellationToken));
    }

    private static async Task<IResult> FormAsync(Guid id, HttpContext http, PageRequest page, CancellationToken cancellationToken)
    {
        var (article, refusal) = await FindAsync(id, http, page, cancellationToken);
        return article is null ? refusal! : await FormAsync(page, article, new ComplaintDraft("", ""), StatusCodes.Status200OK);
    }

    private static async Task<IResult> ReceivedAsync(Guid id, HttpContext http, PageRequest page, CancellationToken cancellationToken) =>
        await FindAsync(id, http, page, cancellationToken) switch
        {
            ({ } article, _) => await PageResult.RenderAsync(
                ComplaintPage.Received(page, article, await StatedAsync(http, article, cancellationToken))),
            var (_, refusal) => refusal!,
        };

    /// <summary>The complaint that the address names, if it is one about this article; anybody can write an address.</summary>
    private static async Task<Complaint?> StatedAsync(HttpContext http, Article article, CancellationToken cancellationToken) =>
        long.TryParse(http.Request.Query["number"], NumberStyles.None, CultureInfo.InvariantCulture, out var number)
            && await http.RequestServices.GetRequiredService<ComplaintBox>().FindAsync(number, cancellationToken) is { } complaint
            && complaint.PublicId == article.PublicId ? complaint : null;

    private static async Task<IResult> FileAsync(Guid id, HttpContext http, PageRequest page, CancellationToken cancellationToken)
    {
        // Another site must not file a complaint in its visitor's name, from the visitor's address.
        if (!IsFromOurForm(http.Request, page))
            return await PageResult.RenderAsync(
                FaultPage.Render(page, "403", page.Texts.ComplaintForeign, page.Texts.ComplaintForeignHint),
                StatusCodes.Status403Forbidden);
        var (draft, fault) = await ReadAsync(http.Request, cancellationToken);
        if (draft is null)
            return await UnreadableAsync(page, fault);
        var (article, refusal) = await FindAsync(id, http, page, cancellationToken);
        if (article is null)
            return refusal!;
        if (draft.Problem is not null)
            return await FormAsync(page, article, draft, StatusCodes.Status400BadRequest);
        if (http.RequestServices.GetRequiredService<ComplaintLimits>().Refuses(http, out var wait))
        {
            http.Response.Headers.RetryAfter = ((int)Math.Ceiling(Math.Max(1, wait.TotalSeconds))).ToString(CultureInfo.InvariantCulture);
            return await FormAsync(page, article, draft with { Problem = ComplaintProblem.TooMany }, StatusCodes.Status429TooManyRequests);
        }

        var box = http.RequestServices.GetRequiredService<ComplaintBox>();
        var filed = await box.FileAsync(article, draft.Text, draft.Contact.Length > 0 ? draft.Contact : null, cancellationToken);
        return filed is null
            ? await FormAsync(page, article, draft with { Problem = ComplaintProblem.Full }, StatusCodes.Status503ServiceUnavailable)
            // Reloading this page does not send the form again.
            : new SeeOther(WithNumber(page.Link($"/article/{id}/complaint/received"), filed.Id));
    }

    private static async Task<(
        Article? Article, IResult? Refusal)> FindAsync(Guid id, HttpContext http, PageRequest page, CancellationToken cancellationToken)
    {
        var article = await http.RequestServices.GetRequiredService<ArticleReader>().FindAsync(id, cancellationToken);
        return article switch
        {
            null => (null, await PageResult.RenderAsync(FaultPage.NotFound(page), StatusCodes.Status404NotFound)),
            { WithdrawnAt: not null } => (
                null,
                await PageResult.RenderAsync(
                    FaultPage.Gone(page, article.IsTakenDown ? article.WithdrawnReason : null), StatusCodes.Status410Gone)),
            _ => (article, null),
        };
    }

    private static async Task<IResult> FormAsync(PageRequest page, Article article, ComplaintDraft draft, int status) =>
        new PageResult(await RenderedPage.RenderAsync(ComplaintPage.Form(page, article, draft), status)) { IsForm = true };

    /// <summary>
    /// Returns true if the form was sent from our page. Browsers state the origin; a client that states none is not a browser
    /// that another site could use.
    /// </summary>
    private static bool IsFromOurForm(HttpRequest request, PageRequest page)
    {
        if (request.Headers["Sec-Fetch-Site"].ToString() is { Length: > 0 } site)
            return site is "same-origin" or "none";
        if (request.Headers.Origin.ToString() is not { Length: > 0 } origin)
            return true;
        return Uri.TryCreate(origin, UriKind.Absolute, out var from)
            && (from.Authority.Equals(request.Host.Value, StringComparison.OrdinalIgnoreCase)
                || (Uri.TryCreate(page.BaseUrl, UriKind.Absolute, out var ours)
                    && from.Authority.Equals(ours.Authority, StringComparison.OrdinalIgnoreCase)));
    }

    private static Task<PageResult> UnreadableAsync(PageRequest page, int status)
    {
        var texts = page.Texts;
        var (title, hint) = status switch
        {
            StatusCodes.Status413PayloadTooLarge => (texts.ComplaintTooLarge, texts.ComplaintTooLargeHint),
            StatusCodes.Status415UnsupportedMediaType => (texts.ComplaintOtherKind, texts.ComplaintUnreadableHint),
            _ => (texts.ComplaintUnreadable, texts.ComplaintUnreadableHint),
        };
        return PageResult.RenderAsync(FaultPage.Render(page, status.ToString(CultureInfo.InvariantCulture), title, hint), status);
    }

    /// <summary>Reads the form; if it is not one of ours, returns the status that says why.</summary>
    private static async Task<(ComplaintDraft? Draft, int Fault)> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        if (!request.HasFormContentType)
            return (null, StatusCodes.Status415UnsupportedMediaType);
        try
        {
            var form = await RequestForm.ReadAsync(request, Bounds, cancellationToken);
            return (ComplaintDraft.Parse(form["text"].ToString(), form["contact"].ToString()), 0);
        }
        catch (BadHttpRequestException e)
        {
            return (null, e.StatusCode);
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return (null, StatusCodes.Status400BadRequest);
        }
    }

    private static string WithNumber(string link, long number) =>
        string.Create(CultureInfo.InvariantCulture, $"{link}{(link.Contains('?', StringComparison.Ordinal) ? '&' : '?')}number={number}");

    private sealed class SeeOther(string path) : IResult
    {
        public Task ExecuteAsync(HttpContext httpContext)
        {
            PageResult.SetHeaders(httpContext.Response.Headers);
            httpContext.Response.Headers.Location = path;
            httpContext.Response.StatusCode = StatusCodes.Status303SeeOther;
            return Task.CompletedTask;
        }
    }
}
