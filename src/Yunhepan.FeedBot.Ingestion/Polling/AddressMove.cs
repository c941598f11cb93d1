using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.States;


namespace Yunhepan.FeedBot.Ingestion.Polling;

/// <summary>The result of polling the address from which a source has moved.</summary>
internal enum OldAddress
{
    NotAsked,
    Failed,
    Answered,
}

/// <summary>
/// Decides about permanent redirects (301, 308). A redirect is accepted if two consecutive polls led to the same place and the
/// place showed the source's own document; from then on the new address is polled. For a month the old address is polled once an
/// hour, and if it works again, the move is undone. A new address that fails repeatedly is abandoned for the address in
/// feeds.json.
/// </summary>
internal static class AddressMove
{
    private const int Confirmations = 2;
    private const int Patience = 3;

    private static readonly TimeSpan Trial = TimeSpan.FromDays(30);

    private static readonly TimeSpan AskAgain = TimeSpan.FromHours(1);

    /// <param name="state">The state of the source.</param>
    /// <param name="movedTo">The address to which the response says that it has moved.</param>
    /// <param name="isItself">True if the document read there is the source's: its kind, its articles.</param>
    /// <param name="now">The current time.</param>
    /// <returns>True if a new address was adopted just now.</returns>
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

    /// <summary>Returns true if the old address must be polled this time.</summary>
    public static bool AsksOld(SourceState state, DateTimeOffset now) =>
        state is { AdoptedUrl: not null, AdoptedAt: { } since } && now - since < Trial
            && (state.OldAskedAt is not { } asked || now - asked >= AskAgain);

    /// <summary>
    /// Records the result of polling the old address: if it reports an unchanged document without a redirect, the source is there
    /// again.
    /// </summary>
    public static void NoteOld(SourceState state, OldAddress old, SourceReading? reading, DateTimeOffset now)
    {
        if (old == OldAddress.NotAsked)
            return;
        state.RecordOldAsked(now);
        if (old == OldAddress.Answered && reading is SourceReading.Unchanged { MovedTo: null })
            state.Return();
    }

    /// <returns>True if the adopted address, or the feed followed in place of a page, was abandoned just now.</returns>
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
