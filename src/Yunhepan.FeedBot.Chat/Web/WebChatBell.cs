using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Wakes the open pages of a chat; the content is in the transcript.</summary>
internal sealed class WebChatBell(IOptions<WebChatOptions> options)
{
    public const int MaxListenersPerChat = 8;

    private readonly Lock _lock = new();
    private readonly Dictionary<string, List<ChatListener>> _byChat = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _byClient = new(StringComparer.Ordinal);
    private int _count;

    /// <summary>The chats with an open page.</summary>
    public IReadOnlyList<string> Chats
    {
        get
        {
            lock (_lock)
                return [.. _byChat.Keys];
        }
    }

    public void Ring(string chatId)
    {
        lock (_lock)
        {
            foreach (var listener in _byChat.GetValueOrDefault(chatId) ?? [])
                listener.Wake();
        }
    }

    /// <param name="client">The client's address; its pages are counted together.</param>
    /// <returns>Null if there are too many listeners in this chat, of this client or in all.</returns>
    public ChatListener? TryListen(string chatId, string client)
    {
        lock (_lock)
        {
            var others = _byChat.GetValueOrDefault(chatId);
            var ofClient = _byClient.GetValueOrDefault(client);
            if (_count >= options.Value.MaxStreams || ofClient >= options.Value.StreamsPerClient || others?.Count >= MaxListenersPerChat)
                return null;
            var listener = new ChatListener(this, chatId, client);
            if (others is null)
                _byChat[chatId] = [listener];
            else
                others.Add(listener);
            _byClient[client] = ofClient + 1;
            _count++;
            return listener;
        }
    }

    private void Leave(ChatListener listener)
    {
        lock (_lock)
        {
            if (!_byChat.TryGetValue(listener.ChatId, out var all) || !all.Remove(listener))
                return;
            if (all.Count == 0)
                _byChat.Remove(listener.ChatId);
            if (--_byClient[listener.Client] == 0)
                _byClient.Remove(listener.Client);
            _count--;
        }
    }

    /// <summary>One open page.</summary>
    internal sealed class ChatListener(WebChatBell bell, string chatId, string client) : IDisposable
    {
        private readonly Bell _own = new();

        public string ChatId => chatId;

        public string Client => client;

        public void Wake() => _own.Ring();

        /// <returns>False if there was no signal in time.</returns>
        public Task<bool> WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken) =>
            _own.WaitAsync(patience, time, cancellationToken);

        public void Dispose() => bell.Leave(this);
    }
}
