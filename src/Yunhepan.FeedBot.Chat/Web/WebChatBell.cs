using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Chat.Web;

/// <summary>Wakes the open pages of a chat. It carries no data; the content is in the transcript.</summary>
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
        private readonly Channel<bool> _rings = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });

        public string ChatId => chatId;

        public string Client => client;

        public void Wake() => _rings.Writer.TryWrite(true);

        /// <returns>False if there was no signal in time.</returns>
        public async Task<bool> WaitAsync(TimeSpan patience, TimeProvider time, CancellationToken cancellationToken)
        {
            // The read itself is cancelled, because an abandoned read would consume the next signal.
            using var timeout = new CancellationTokenSource(patience, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
            try
            {
                return await _rings.Reader.ReadAsync(either.Token);
            }
            catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
            {
                return false;
            }
        }

        public void Dispose() => bell.Leave(this);
    }
}
