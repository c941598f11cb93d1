namespace Yunhepan.FeedBot.Alerts.Platforms;

/// <summary>Computes when the next message may be sent, so that the platform never has to refuse one.</summary>
/// <remarks>
/// Sliding windows over the times of past sends: never more than the limit in any second or minute, however the platform counts.
/// There is one for each account, shared by its lane and its answers to people. Thread-safe.
/// </remarks>
public sealed class SendingPace
{
    private const int ManyChats = 10_000;
    private const double SlowerByOne = 1.1;
    private const double Slowest = 3;
    private static readonly TimeSpan FasterEvery = TimeSpan.FromMinutes(1);

    // Messages leave late and arrive unevenly. A message that is late by no more than this counts as sent when it was due, so
    // delays do not add up, and the real distance is never below the span.
    private const double Margin = 0.015;
    private const double Stretched = 1 + Margin;

    // The platform's clock and way of counting differ slightly.
    private const double Tolerance = 1.25;

    // A second whose messages are spread is divided into this many parts. Each part sends slightly faster, so that late messages
    // catch up.
    private const int Parts = 10;
    private const double PartShare = 0.75;

    private readonly Lock _lock = new();
    private readonly TimeProvider _time;
    private readonly IReadOnlyList<SendLimit> _limits;
    private readonly Window[] _account;
    private readonly Window[] _answers;
    private readonly Func<string, int?> _ownPerMinute;
    private readonly Dictionary<string, Window[]> _chats = [];
    private readonly Dictionary<string, DateTimeOffset> _parked = [];
    private DateTimeOffset _accountParkedUntil;
    private DateTimeOffset _changedAt;

    /// <param name="ownPerMinute">The messages a minute that the operator allows for a chat; null for no limit besides.</param>
    public SendingPace(SendLimits limits, TimeProvider time, Func<string, int?>? ownPerMinute = null)
    {
        ArgumentNullException.ThrowIfNull(limits);
        _time = time;
        _ownPerMinute = ownPerMinute ?? (_ => null);
        _limits = [.. RatesOf(limits), .. limits.Further];
        _account = [.. _limits.Where(l => l.Scope == LimitScope.Account).Select(l => new Window(l))];
        // However many people ask, half of the capacity is reserved for urgent alerts.
        _answers = double.IsPositiveInfinity(limits.PerSecond) ? []
            : [new Window(Limit(LimitScope.Account, limits.PerSecond / 2, TimeSpan.FromSeconds(1)))];
    }

    /// <summary>When the account may send again; now or earlier if it may send at once.</summary>
    public DateTimeOffset AccountFreeAt
    {
        get
        {
            lock (_lock)
                return FreeAtOfAccount();
        }
    }

    /// <summary>
    /// The factor by which the account sends slower than its limits after the platform reported that it was too fast; 1 means not
    /// at all.
    /// </summary>
    public double Slowness { get; private set; } = 1;

    /// <summary>How long a message counts against any limit.</summary>
    public TimeSpan Remembers =>
        _limits.Aggregate(TimeSpan.FromMinutes(1), (longest, limit) => limit.Span * Stretched > longest ? limit.Span * Stretched : longest);

    public DateTimeOffset ChatFreeAt(string chatId)
    {
        lock (_lock)
            return FreeAtOf(chatId);
    }

    public void Count(string chatId, bool isGroup) => Count(chatId, isGroup, _time.GetUtcNow());

    /// <summary>Counts a message that was sent at another time, possibly by an earlier owner of the lane.</summary>
    public void Count(string chatId, bool isGroup, DateTimeOffset at)
    {
        lock (_lock)
            Add(chatId, isGroup, at);
    }

    /// <summary>
    /// Reserves the account's next slot for a message that a person waits for; all other messages of the account come after it.
    /// At most half of the slots are used this way.
    /// </summary>
    /// <param name="chatId">The chat; null if no chat's own limit applies.</param>
    /// <returns>When it may be sent. If the slot is not taken, nothing for this chat, or no answer at all, may be sent before
    /// that time; ask again then.</returns>
    public (DateTimeOffset At, bool IsTaken) TakeNext(string? chatId, bool isGroup)
    {
        lock (_lock)
        {
            var at = Later(_time.GetUtcNow(), FreeAtOfAccount());
            var ownFreeAt = chatId is null ? FreeAt(_answers) : Later(FreeAt(_answers), FreeAtOf(chatId));
            // A slot far ahead would block everything before it.
            if (ownFreeAt > at)
                return (ownFreeAt, false);
            Add(_answers, at);
            if (chatId is null)
                Add(_account, at);
            else
                Add(chatId, isGroup, at);
            return (at, true);
        }
    }

    /// <summary>Forgets past sends but not which chats are paused. The sends are counted again from the receipts.</summary>
    public void Clear()
    {
        lock (_lock)
        {
            foreach (var window in _account)
                window.Clear();
            _chats.Clear();
        }
    }

    public void ParkAccount(DateTimeOffset until)
    {
        lock (_lock)
            _accountParkedUntil = Later(_accountParkedUntil, until);
    }

    public void ParkChat(string chatId, DateTimeOffset until)
    {
        lock (_lock)
            _parked[chatId] = Later(_parked.GetValueOrDefault(chatId), until);
    }

    /// <summary>
    /// Returns true if a chat's own limit explains a pause of this length, so that it says nothing about the account: for a group
    /// within the span of its limit, however it is counted; for another chat if it received a message just before.
    /// </summary>
    public bool Explains(string chatId, bool isGroup, TimeSpan wait)
    {
        lock (_lock)
        {
            var now = _time.GetUtcNow();
            return isGroup
                ? _limits.Any(l => l.Scope == LimitScope.Group && wait <= l.Span * Tolerance)
                : _chats.TryGetValue(chatId, out var windows)
                    && Array.Exists(windows, w => wait <= w.Limit.Span * Tolerance && w.SentSince(now - w.Limit.Span) >= 2);
        }
    }

    /// <summary>
    /// Reduces the speed because the platform reports that the account is too fast although it kept the limits: they are lower
    /// than we thought.
    /// </summary>
    public void SlowDown()
    {
        lock (_lock)
        {
            (Slowness, _changedAt) = (Math.Min(Slowest, Slowness * SlowerByOne), _time.GetUtcNow());
            Stretch();
        }
    }

    private DateTimeOffset FreeAtOfAccount() => Later(_accountParkedUntil, FreeAt(_account));

    private DateTimeOffset FreeAtOf(string chatId) =>
        Later(_parked.GetValueOrDefault(chatId), _chats.TryGetValue(chatId, out var windows) ? FreeAt(windows) : default);

    private void Add(string chatId, bool isGroup, DateTimeOffset at)
    {
        Recover(_time.GetUtcNow());
        Add(_account, at);
        if (!_chats.TryGetValue(chatId, out var windows) || OwnOf(windows) != _ownPerMinute(chatId))
        {
            Forget(at);
            windows = WindowsOf(chatId, isGroup, windows ?? []);
            if (windows.Length == 0)
                return;
            _chats[chatId] = windows;
        }

        Add(windows, at);
    }

    // A change of the operator's limit begins anew, and the platform's limits stay.
    private Window[] WindowsOf(string chatId, bool isGroup, Window[] before) =>
    [
        .. before.Length > 0 ? before.Where(w => w.Limit.Scope != LimitScope.Own)
            : _limits.Where(l => l.Scope == LimitScope.Chat || (isGroup && l.Scope == LimitScope.Group)).Select(l => new Window(l)),
        .. _ownPerMinute(chatId) is { } own ? [new Window(new SendLimit(LimitScope.Own, own, TimeSpan.FromMinutes(1)))] : (Window[])[],
    ];

    private static int? OwnOf(Window[] windows) => Array.Find(windows, w => w.Limit.Scope == LimitScope.Own)?.Limit.Count;

    private static IEnumerable<SendLimit> RatesOf(SendLimits limits)
    {
        if (!double.IsPositiveInfinity(limits.PerSecond))
            yield return Limit(LimitScope.Account, limits.PerSecond, TimeSpan.FromSeconds(1));
        if (limits.IsSpread && limits.PerSecond >= Parts)
            yield return new SendLimit(LimitScope.Account, (int)limits.PerSecond / Parts,
                TimeSpan.FromSeconds(PartShare * ((int)limits.PerSecond / Parts) / limits.PerSecond));
        // A short burst is tolerated if the rate holds over a few seconds.
        var burst = limits.ChatBurstSeconds;
        if (!double.IsPositiveInfinity(limits.PerChatPerSecond))
            yield return Limit(LimitScope.Chat, limits.PerChatPerSecond * burst, TimeSpan.FromSeconds(burst));
        if (!double.IsPositiveInfinity(limits.PerGroupPerMinute))
            yield return Limit(LimitScope.Group, limits.PerGroupPerMinute, TimeSpan.FromMinutes(1));
    }

    private static SendLimit Limit(LimitScope scope, double rate, TimeSpan unit)
    {
        var count = Math.Max(1, (int)rate);
        return new SendLimit(scope, count, unit * (count / rate));
    }

    private static DateTimeOffset FreeAt(Window[] windows)
    {
        var free = DateTimeOffset.MinValue;
        foreach (var window in windows)
            free = Later(free, window.FreeAt);
        return free;
    }

    private static void Add(Window[] windows, DateTimeOffset at)
    {
        foreach (var window in windows)
            window.Add(at);
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset b) => a > b ? a : b;

    private void Recover(DateTimeOffset now)
    {
        if (Slowness <= 1 || now - _changedAt < FasterEvery)
            return;
        (Slowness, _changedAt) = (Math.Max(1, Slowness * 0.98), now);
        Stretch();
    }

    private void Stretch()
    {
        foreach (var window in _account)
            window.Slowness = Slowness;
    }

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

    private sealed class Window(SendLimit limit)
    {
        private readonly Queue<DateTimeOffset> _sends = new();

        public SendLimit Limit => limit;

        public double Slowness { get; set; } = 1;

        public int SentSince(DateTimeOffset moment) => _sends.Count(at => at >= moment);

        public DateTimeOffset FreeAt => _sends.Count < limit.Count ? default : _sends.Peek() + Span;

        public DateTimeOffset EmptyAt { get; private set; }

        private TimeSpan Span => limit.Span * (Stretched * Slowness);

        public void Clear() => _sends.Clear();

        public void Add(DateTimeOffset at)
        {
            var due = FreeAt;
            var counted = due != default && at > due && at - due <= limit.Span * Margin ? due : at;
            while (_sends.Count >= limit.Count)
                _sends.Dequeue();
            _sends.Enqueue(counted);
            EmptyAt = counted + Span;
        }
    }
}
