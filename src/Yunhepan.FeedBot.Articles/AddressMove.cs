using Yunhepan.FeedBot.Sources.Fetching;

namespace Yunhepan.FeedBot.Articles;

/// <summary>
/// A permanent redirect (301, 308) is believed when two polls in a row have led to the same place; then the place is polled
/// itself. One that fails again and again there is given up, and the address of feeds.json is asked anew.
/// </summary>
internal static class AddressMove
{
    private const int Confirmations = 2;
    private const int Patience = 3;

    /// <returns>True when a new address has just been adopted.</returns>
    public static bool Confirm(SourceState state, string? movedTo)
    {
        if (movedTo is null)
        {
            (state.MovedTo, state.MovedTimes) = (null, 0);
            return false;
        }

        state.MovedTimes = state.MovedTo == movedTo ? state.MovedTimes + 1 : 1;
        state.MovedTo = movedTo;
        if (state.MovedTimes < Confirmations)
            return false;
        (state.AdoptedUrl, state.MovedTo, state.MovedTimes) = (movedTo, null, 0);
        return true;
    }

    /// <returns>True when the adopted address has just been given up.</returns>
    public static bool Doubt(SourceState state, FetchFault? fault)
    {
        if (state.AdoptedUrl is null || fault == FetchFault.Throttled || (fault != FetchFault.Gone && state.Failures < Patience))
            return false;
        (state.AdoptedUrl, state.MovedTo, state.MovedTimes) = (null, null, 0);
        return true;
    }
}
