using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.States;


namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>What came of asking the address from which a source has moved.</summary>
public enum OldAddress
{
    NotAsked,
    Failed,
    Answered,
}

/// <summary>
/// A permanent redirect (301, 308) is believed when two polls in a row have led to the same place and the place has shown the
/// source's own document; then the place is polled itself. For a month the old address is asked again each hour: where it is right
/// again, the move was none. A place that fails again and again is given up, and the address of feeds.json is asked anew.
/// </summary>
internal static class AddressMove
{
    private const int Confirmations = 2;
    private const int Patience = 3;

    private static readonly TimeSpan Trial = TimeSpan.FromDays(30);

    private static readonly TimeSpan AskAgain = TimeSpan.FromHours(1);

    /// <param name="state">Of the source.</param>
    /// <param name="movedTo">Where its answer says that it has moved to.</param>
    /// <param name="isItself">What was read there is the source's document: its kind, its articles.</param>
    /// <param name="now">When.</param>
    /// <returns>True when a new address has just been adopted.</returns>
    public static bool Confirm(SourceState state, string? movedTo, bool isItself, DateTimeOffset now)
    {
        if (movedTo is null || movedTo == state.AdoptedUrl || !isItself)
        {
            state.ForgetMove();
            return false;
        }

        state.CountMove(movedTo);
        if (state.MovedTimes < Confirmations)
            return false;
        state.Adopt(movedTo, now);
        return true;
    }

    /// <summary>The old address is to be asked this time.</summary>
    public static bool AsksOld(SourceState state, DateTimeOffset now) =>
        state is { AdoptedUrl: not null, AdoptedAt: { } since } && now - since < Trial
            && (state.OldAskedAt is not { } asked || now - asked >= AskAgain);

    /// <summary>
    /// The old address was asked; where it answers that its document is unchanged, without leading on, the source is there again.
    /// </summary>
    public static void NoteOld(SourceState state, OldAddress old, SourceReading? reading, DateTimeOffset now)
    {
        if (old == OldAddress.NotAsked)
            return;
        state.RecordOldAsked(now);
        if (old == OldAddress.Answered && reading is SourceReading.Unchanged { MovedTo: null })
            state.Return();
    }

    /// <returns>True when the adopted address, or the feed followed in a page's place, has just been given up.</returns>
    public static bool Doubt(SourceState state, FetchFault? fault)
    {
        if ((state.AdoptedUrl ?? state.FeedUrl) is null || fault == FetchFault.Throttled
            || (fault != FetchFault.Gone && state.Failures < Patience))
            return false;
        if (state.AdoptedUrl is null)
            state.BeginAnew();
        state.Return();
        return true;
    }
}
