using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Writes to a web chat and wakes its pages. Scoped, like the transcript.</summary>
internal sealed class WebTranscript(Transcript transcript, WebChatBell bell)
{
    public Task<TranscriptEntry> SayAsync(string chatId, ChatText text, ChatKeyboard? keyboard, CancellationToken cancellationToken) =>
        AppendAsync(chatId, TranscriptSide.Bot, WebMessage.TextKind, WebMessage.From(text, keyboard), cancellationToken);

    public Task<TranscriptEntry> HearAsync(string chatId, string words, CancellationToken cancellationToken) =>
        AppendAsync(chatId, TranscriptSide.Person, WebMessage.TextKind, WebMessage.From(ChatText.From(words)), cancellationToken);

    public async Task<TranscriptEntry> AppendAsync(
        string chatId, TranscriptSide side, string kind, WebMessage message, CancellationToken cancellationToken)
    {
        var entry = await transcript.AppendAsync(
            chatId, side, kind, message.ToJson(), cancellationToken, isPushed: message.Arrival is not null);
        bell.Ring(chatId);
        return entry;
    }

    /// <param name="isPushed">True if devices are told of the change.</param>
    /// <returns>False if the entry no longer exists.</returns>
    public async Task<bool> ReplaceAsync(long entryId, WebMessage message, CancellationToken cancellationToken, bool isPushed = false)
    {
        if (await transcript.ReplaceAsync(entryId, message.ToJson(), cancellationToken, isPushed) is not { } entry)
            return false;
        bell.Ring(entry.ChatId);
        return true;
    }

    /// <summary>Returns the entry; null if this chat does not or no longer have it.</summary>
    public async Task<WebMessage?> FindAsync(string chatId, long entryId, CancellationToken cancellationToken) =>
        await transcript.FindAsync(chatId, entryId, cancellationToken) is { } entry ? WebMessage.Parse(entry.Json) : null;

    public async Task<IReadOnlyList<WebEntry>> ReadAfterAsync(
        string chatId, long version, int count, CancellationToken cancellationToken) =>
        [.. (await transcript.ReadAfterAsync(chatId, version, count, cancellationToken)).Select(Shown)];

    /// <summary>Returns the last entries before an entry, newest first; before none: the newest.</summary>
    public async Task<IReadOnlyList<WebEntry>> ReadBeforeAsync(
        string chatId, long? entryId, int count, CancellationToken cancellationToken) =>
        [.. (await transcript.ReadBeforeAsync(chatId, entryId, count, cancellationToken)).Select(Shown)];

    /// <summary>Returns the last version of the chat, and its first entry; zeros for an empty one.</summary>
    public async Task<(long Version, long Oldest)> ExtentAsync(string chatId, CancellationToken cancellationToken) => (
        (await transcript.VersionsAsync([chatId], cancellationToken)).GetValueOrDefault(chatId),
        await transcript.FindOldestAsync(chatId, cancellationToken) ?? 0);

    private static WebEntry Shown(TranscriptEntry entry)
    {
        var message = WebMessage.Parse(entry.Json) ?? new WebMessage();
        if (message.Alert is { } alert)
        {
            string PathOf(string address) => WebPictureEndpoint.PathOf(entry.Id, address);
            message = message with
            {
                Alert = alert with
                {
                    Picture = alert.Picture is { } first ? PathOf(first) : null, Pictures = [.. alert.Pictures.Select(PathOf)],
                },
            };
        }

        return new WebEntry(
            entry.Id, entry.Version, entry.Side == TranscriptSide.Person ? "person" : "bot", entry.Kind, entry.At, message);
    }
}
