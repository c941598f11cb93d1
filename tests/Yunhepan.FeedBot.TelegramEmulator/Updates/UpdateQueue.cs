using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.TelegramEmulator.Updates;

/// <summary>The pending updates of one bot. They are kept until they are confirmed, for 24 hours at most.</summary>
internal sealed class UpdateQueue
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromHours(24);
    private static readonly HashSet<string> OffByDefault = ["chat_member", "message_reaction", "message_reaction_count"];

    private readonly List<Waiting> waiting = [];
    private HashSet<string>? allowed;
    private int nextId = 100_000_001;

    /// <summary>The long poll that waits now; a second one ends it.</summary>
    public CancellationTokenSource? Poll { get; set; }

    public int Count => waiting.Count;

    public IReadOnlyCollection<string>? Allowed => allowed;

    public void Allow(IEnumerable<string> kinds)
    {
        HashSet<string> set = [.. kinds];
        allowed = set.Count == 0 ? null : set;
    }

    /// <summary>Queues an update unless the bot did not ask for its kind.</summary>
    public bool Add(string kind, JsonObject content, DateTimeOffset now)
    {
        if (allowed is null ? OffByDefault.Contains(kind) : !allowed.Contains(kind))
            return false;
        var id = nextId++;
        waiting.Add(new Waiting(id, new JsonObject { ["update_id"] = id, [kind] = content }, now));
        return true;
    }

    /// <summary>Queues updates as they are written, malformed ones too; each is given its number.</summary>
    public void Inject(IEnumerable<Func<int, string>> written, DateTimeOffset now)
    {
        foreach (var write in written)
        {
            var id = nextId++;
            waiting.Add(new Waiting(id, null, now) { Raw = write(id) });
        }
    }

    /// <summary>Forgets what an offset confirms; a negative one keeps only the last ones.</summary>
    public void Confirm(long offset)
    {
        if (offset > 0)
            waiting.RemoveAll(update => update.Id < offset);
        else if (offset < 0 && waiting.Count > -offset)
            waiting.RemoveRange(0, waiting.Count + (int)offset);
    }

    public void Clear() => waiting.Clear();

    public JsonArray Read(int limit, DateTimeOffset now)
    {
        waiting.RemoveAll(update => now - update.QueuedAt > Lifetime);
        return new JsonArray([.. waiting.Take(limit).Select(update => update.Raw is { } raw ? RawJson.Node(raw) : update.Json!.DeepClone())]);
    }

    public (int Id, string Json)? First(DateTimeOffset now)
    {
        waiting.RemoveAll(update => now - update.QueuedAt > Lifetime);
        return waiting.Count == 0 ? null : (waiting[0].Id, waiting[0].Raw ?? waiting[0].Json!.ToJsonString());
    }

    private sealed record Waiting(int Id, JsonObject? Json, DateTimeOffset QueuedAt)
    {
        public string? Raw { get; init; }
    }
}
