using Yunhepan.FeedBot.TelegramEmulator;

namespace Yunhepan.FeedBot.Benchmarks.Delivery;

/// <summary>Analyses the emulator's record of arrivals: lost messages, duplicates, and the order.</summary>
internal sealed class ArrivalLedger(TelegramEmulatorServer telegram)
{
    private readonly Dictionary<(long Chat, string Title), Arrival> _arrivals = [];
    private int _read;
    private int _place;

    public int Messages => _arrivals.Count;

    /// <summary>Messages that arrived again although the sender was, or could have been, told that they had arrived; kills cause this.</summary>
    public int UnexplainedRepeats => _arrivals.Values.Sum(a => Math.Max(0, a.Times - 1 - a.Unanswered));

    /// <summary>Messages that arrived again because the answer was lost; the protocol leaves no better choice.</summary>
    public int RepeatsInDoubt => _arrivals.Values.Sum(a => a.Times - 1) - UnexplainedRepeats;

    /// <summary>Reads the new calls; it must run often, because the ledger forgets the texts of old calls.</summary>
    public void Read()
    {
        foreach (var call in telegram.LedgerAfter(_read))
        {
            _read++;
            if (call.Method != "sendMessage" || !call.IsAccepted || call.ChatId is not { } chat || LoadRig.TitleOf(call) is not { } title)
                continue;
            if (!_arrivals.TryGetValue((chat, title), out var arrival))
                _arrivals.Add((chat, title), arrival = new Arrival(_place++));
            arrival.Times++;
            if (call.Fault is not null and not "Slow")
                arrival.Unanswered++;
        }
    }

    public bool Has(long chat, string title) => _arrivals.ContainsKey((chat, title));

    /// <summary>Counts pairs of alerts of one class that reached a chat in the wrong order.</summary>
    /// <param name="classOf">The class of an alert by its title; titles of a class sort in the order of their raising.</param>
    public int Inversions(IReadOnlyDictionary<string, string> classOf)
    {
        var inversions = 0;
        foreach (var chat in _arrivals.Where(a => classOf.ContainsKey(a.Key.Title)).GroupBy(a => (a.Key.Chat, Class: classOf[a.Key.Title])))
        {
            var titles = chat.OrderBy(a => a.Value.Place).Select(a => a.Key.Title).ToList();
            inversions += titles.Zip(titles.Skip(1)).Count(pair => string.CompareOrdinal(pair.First, pair.Second) > 0);
        }

        return inversions;
    }

    private sealed class Arrival(int place)
    {
        public int Place => place;

        public int Times { get; set; }

        public int Unanswered { get; set; }
    }
}
