namespace Yunhepan.FeedBot.Alerts.Delivery;

/// <summary>Says when the next message may go, so that the platform never has to.</summary>
/// <remarks>
/// Sliding windows over the moments of past sends: never more than the limit in any second or minute,
/// whatever the platform's own way of counting. Not thread-safe: it belongs to one lane.
/// </remarks>
internal sealed class SendingPace(SendLimits limits, TimeProvider time)
{
    // Messages do not arrive as evenly as they leave.
    private const double Margin = 1.02;
    private const int BurstSeconds = 3;
    private const int ManyChats = 10_000;

    private readonly Window? _account = Window.For(limits.PerSecond, TimeSpan.FromSeconds(1));
    private readonly Dictionary<string, Window[]> _chats = [];
    private readonly Dictionary<string, DateTimeOffset> _parked = [];
    private DateTimeOffset _accountParkedUntil;

    /// <summary>When the account may send again; not after now when it may at once.</summary>
    public DateTimeOffset AccountFreeAt => Later(_accountParkedUntil, _account?.FreeAt ?? default);

    public DateTimeOffset ChatFreeAt(string chatId) =>
        Later(_parked.GetValueOrDefault(chatId), _chats.TryGetValue(chatId, out var windows) ? windows.Max(w => w.FreeAt) : default);

    public void Count(string chatId, bool isGroup)
    {
        var now = time.GetUtcNow();
        _account?.Add(now);
        if (!_chats.TryGetValue(chatId, out var windows))
        {
            Forget(now);
            windows = WindowsFor(isGroup);
            if (windows.Length == 0)
                return;
            _chats.Add(chatId, windows);
        }

        foreach (var window in windows)
            window.Add(now);
    }

    public void ParkAccount(DateTimeOffset until) => _accountParkedUntil = Later(_accountParkedUntil, until);

    public void ParkChat(string chatId, DateTimeOffset until) => _parked[chatId] = Later(_parked.GetValueOrDefault(chatId), until);

    // A group is a chat too. A short burst is tolerated, as long as the rate holds over a few seconds.
    private Window[] WindowsFor(bool isGroup)
    {
        var chat = Window.For(limits.PerChatPerSecond * BurstSeconds, TimeSpan.FromSeconds(BurstSeconds));
        var group = isGroup ? Window.For(limits.PerGroupPerMinute, TimeSpan.FromMinutes(1)) : null;
        return [.. new[] { chat, group }.OfType<Window>()];
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private void Forget(DateTimeOffset now)
    {
        if (_chats.Count < ManyChats && _parked.Count < ManyChats)
            return;
        foreach (var (chat, windows) in _chats)
        {
            if (Array.TrueForAll(windows, w => w.EmptyAt <= now))
                _chats.Remove(chat);
        }

        foreach (var (chat, until) in _parked)
        {
            if (until <= now)
                _parked.Remove(chat);
        }
    }

    private sealed class Window
    {
        private readonly Queue<DateTimeOffset> _sends = new();
        private readonly int _count;
        private readonly TimeSpan _span;

        private Window(int count, TimeSpan span) => (_count, _span) = (count, span);

        public DateTimeOffset FreeAt => _sends.Count < _count ? default : _sends.Peek() + _span;

        public DateTimeOffset EmptyAt { get; private set; }

        public static Window? For(double rate, TimeSpan unit)
        {
            if (double.IsPositiveInfinity(rate))
                return null;
            var count = Math.Max(1, (int)rate);
            return new Window(count, unit * (count / rate * Margin));
        }

        public void Add(DateTimeOffset at)
        {
            while (_sends.Count >= _count)
                _sends.Dequeue();
            _sends.Enqueue(at);
            EmptyAt = at + _span;
        }
    }
}
