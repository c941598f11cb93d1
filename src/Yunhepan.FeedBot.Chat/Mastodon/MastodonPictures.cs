using System.Collections.Concurrent;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Targets;
using Yunhepan.FeedBot.Chat.Web;

namespace Yunhepan.FeedBot.Chat.Mastodon;

/// <summary>
/// Uploads the pictures of statuses. They are fetched like those of the web chat: from public addresses only, bounded in size and
/// time. Whatever goes wrong, the status is sent without its picture.
/// </summary>
internal sealed class MastodonPictures(TargetClient targets, WebPictures pictures, TimeProvider time)
{
    // Thirty uploads in half an hour are allowed; the last ones are kept for what is urgent.
    private const int MostUploads = 29;
    private const int MostUsualUploads = 20;
    private static readonly TimeSpan Span = TimeSpan.FromMinutes(30);

    // The text does not wait longer for its picture.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(4);

    private readonly ConcurrentDictionary<string, Queue<DateTimeOffset>> _uploads = new(StringComparer.Ordinal);

    /// <returns>The id of the uploaded picture; null if there is none.</returns>
    public async Task<string?> UploadAsync(
        ChatAddress chat, string address, string description, bool isUrgent, CancellationToken cancellationToken)
    {
        using var patience = new CancellationTokenSource(Patience, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, patience.Token);
        try
        {
            if (await pictures.GetAsync(address, $"{chat.Platform} {chat.ChatId}", either.Token) is not { } picture
                || !TakePlace(chat.ChatId, isUrgent))
                return null;
            string? id = null;
            await targets.SendAsync(
                chat, TargetKind.Mastodon, target => Compose(target, picture, description),
                response =>
                {
                    // 202 means that it is still being processed, and then no status may contain it.
                    id = response.Status == HttpStatusCode.OK && response.Json() is { } json ? MastodonAnswer.IdOf(json) : null;
                    return null;
                },
                either.Token);
            return id;
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return null;
        }
    }

    private bool TakePlace(string chatId, bool isUrgent)
    {
        var uploads = _uploads.GetOrAdd(chatId, _ => new Queue<DateTimeOffset>());
        lock (uploads)
        {
            var now = time.GetUtcNow();
            while (uploads.TryPeek(out var first) && first <= now - Span)
                uploads.Dequeue();
            if (uploads.Count >= (isUrgent ? MostUploads : MostUsualUploads))
                return false;
            uploads.Enqueue(now);
            return true;
        }
    }

    private static HttpRequestMessage Compose(Target target, WebPicture picture, string description)
    {
        var file = new ByteArrayContent(picture.Content) { Headers = { ContentType = new MediaTypeHeaderValue(picture.ContentType) } };
        var form = new MultipartFormDataContent
        {
            { file, "\"file\"", $"\"picture.{picture.ContentType["image/".Length..]}\"" },
            { new StringContent(description, Encoding.UTF8), "\"description\"" },
        };
        return new HttpRequestMessage(HttpMethod.Post, new Uri(new Uri(target.Url), "../v2/media")) { Content = form }.Authorize(target);
    }
}
