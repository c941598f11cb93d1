using System.Collections.Concurrent;

namespace Yunhepan.FeedBot.Chat.Telegram;

/// <summary>
/// Remembers chats that do not allow photos, so that their alerts are sent as text. Permissions change, so each is tried again
/// after a day.
/// </summary>
internal sealed class ChatsWithoutPhotos(TimeProvider time)
{
    private const int Most = 10_000;
    private static readonly TimeSpan Remembered = TimeSpan.FromDays(1);

    private readonly ConcurrentDictionary<string, DateTimeOffset> _chats = new(StringComparer.Ordinal);

    public void Add(string chatId)
    {
        if (_chats.Count >= Most)
            _chats.Clear();
        _chats[chatId] = time.GetUtcNow() + Remembered;
    }

    public void Remove(string chatId) => _chats.TryRemove(chatId, out _);

    public bool Contains(string chatId) => _chats.TryGetValue(chatId, out var until) && until > time.GetUtcNow();
}
