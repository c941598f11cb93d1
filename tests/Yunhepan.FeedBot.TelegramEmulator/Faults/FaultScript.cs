namespace Yunhepan.FeedBot.TelegramEmulator.Faults;

/// <summary>The faults still to come, in the order they were scripted.</summary>
internal sealed class FaultScript
{
    private readonly List<Pending> pending = [];

    public IEnumerable<(string Method, Fault Fault, int Left)> Waiting => pending.Select(item => (item.Method, item.Fault, item.Left));

    /// <summary>The next <paramref name="count"/> calls of a method ("*" is any but getUpdates) fail that way.</summary>
    public void Add(string method, Fault fault, int count) => pending.Add(new Pending(method, fault) { Left = count });

    public void Clear() => pending.Clear();

    public Fault? Take(string method)
    {
        var next = pending.Find(item => item.Matches(method));
        if (next is null)
            return null;
        if (--next.Left <= 0)
            pending.Remove(next);
        return next.Fault;
    }

    private sealed class Pending(string method, Fault fault)
    {
        public string Method { get; } = method;

        public Fault Fault { get; } = fault;

        public int Left { get; set; }

        public bool Matches(string called) => Method == "*"
            ? !called.Equals("getUpdates", StringComparison.OrdinalIgnoreCase)
            : Method.Equals(called, StringComparison.OrdinalIgnoreCase);
    }
}
