using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Yunhepan.FeedBot.Alerts.Platforms;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Reads earlier entries of a chat page by page, all or those with certain words. Scoped, like the transcript.</summary>
internal sealed class WebHistory(WebTranscript transcript)
{
    public const int PageSize = 50;

    private const int MaxWords = 8;
    private const CompareOptions Loosely = CompareOptions.IgnoreCase | CompareOptions.IgnoreWidth;

    /// <summary>Returns the last entries before an entry that contain all words.</summary>
    /// <param name="before">The entry; null for the newest.</param>
    /// <param name="query">The words; null or blank for all entries.</param>
    public async Task<WebExcerpt> ReadAsync(string chatId, long? before, string? query, CancellationToken cancellationToken)
    {
        var words = (query ?? "").Split((char[]?)null, MaxWords, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        // The stored text is JSON, in which no database finds words; a chat has few entries.
        var count = words.Length == 0 ? PageSize + 1 : Transcript.EntriesPerChat;
        var all = await transcript.ReadBeforeAsync(chatId, before, count, cancellationToken);
        var found = all.Where(entry => Contains(entry.Body, words)).Take(PageSize + 1).ToList();
        return new WebExcerpt([.. found.Take(PageSize).Reverse()], found.Count > PageSize);
    }

    private static bool Contains(WebMessage message, string[] words)
    {
        if (words.Length == 0)
            return true;
        var text = message.Alert is { } alert
            ? string.Join(
                '\n', [alert.Mark, alert.Title, alert.Note, alert.Summary, .. alert.Changes, alert.Source, .. alert.Categories])
            : string.Concat(message.Spans.Select(span => span.Text));
        return Array.TrueForAll(words, word => CultureInfo.InvariantCulture.CompareInfo.IndexOf(text, word, Loosely) >= 0);
    }
}

internal static class WebHistoryEndpoint
{
    private const int MaxQuery = 100;

    public static void MapHistory(this IEndpointRouteBuilder chat) => chat.MapGet("/history", ReadAsync).AsSpoken();

    private static async Task<IResult> ReadAsync(
        HttpContext http, WebHistory history, CancellationToken cancellationToken)
    {
        var (before, query) = (http.Request.Query["before"].ToString(), http.Request.Query["q"].ToString());
        var entry = long.TryParse(before, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : (long?)null;
        if ((entry is null && before.Length > 0) || query.Length > MaxQuery)
            return TypedResults.BadRequest();
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Json(await history.ReadAsync(http.ChatId(), entry, query, cancellationToken), WebJson.Default.WebExcerpt);
    }
}
