namespace Yunhepan.FeedBot.TelegramEmulator.Faults;

/// <summary>The pending faults in the order in which they were scripted.</summary>
internal sealed class FaultScript
{
    private readonly List<Pending> pending = [];
    private readonly List<Chance> chances = [];

    public IEnumerable<(string Method, Fault Fault, int Left)> Waiting => pending.Select(item => (item.Method, item.Fault, item.Left));

    /// <summary>The next <paramref name="count"/> calls of a method ("*" is any but getUpdates) fail that way.</summary>
    public void Add(string method, Fault fault, int count) => pending.Add(new Pending(method, fault) { Left = count });

    /// <summary>From now on, calls of a method go wrong by chance, the same way for the same seed.</summary>
    public void AddAtRandom(string method, double share, int seed, IReadOnlyList<Fault> faults) =>
        chances.Add(new Chance(method, share, new Random(seed), faults));

    public void Clear()
    {
        pending.Clear();
        chances.Clear();
    }

    public Fault? Take(string method)
    {
        var next = pending.Find(item => IsMeant(item.Method, method));
        if (next is null)
            return chances.Find(chance => IsMeant(chance.Method, method))?.Draw();
        if (--next.Left <= 0)
            pending.Remove(next);
        return next.Fault;
    }

    private static bool IsMeant(string method, string called) => method == "*"
        ? !called.Equals("getUpdates", StringComparison.OrdinalIgnoreCase)
        : method.Equals(called, StringComparison.OrdinalIgnoreCase);

    private sealed class Pending(string method, Fault fault)
    {
        public string Method { get; } = method;

        public Fault Fault { get; } = fault;

        public int Left { get; set; }
    }

    private sealed record Chance(string Method, double Share, Random Random, IReadOnlyList<Fault> Faults)
    {
        // The random numbers drive a load test and protect no secret.
#pragma warning disable CA5394
        public Fault? Draw() => Random.NextDouble() < Share ? Faults[Random.Next(Faults.Count)] : null;
#pragma warning restore CA5394
    }
}
