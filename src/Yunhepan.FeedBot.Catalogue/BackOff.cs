namespace Yunhepan.FeedBot.Catalogue;

/// <summary>
/// Computes how long to wait after consecutive failures: each wait is longer than the previous one, up to a maximum. It computes
/// delays only; the caller counts the failures.
/// </summary>
/// <param name="First">The wait after the first failure.</param>
/// <param name="Longest">The longest wait.</param>
/// <param name="Factor">The factor by which each wait is longer than the previous one.</param>
public readonly record struct BackOff(TimeSpan First, TimeSpan Longest, double Factor = 2)
{
    // Further steps would only yield the longest wait; the limit keeps the power finite.
    private const int MostSteps = 60;

    /// <summary>Returns the wait after this number of consecutive failures.</summary>
    public TimeSpan After(int failures)
    {
        var ticks = First.Ticks * Math.Pow(Factor, Math.Clamp(failures - 1, 0, MostSteps));
        return ticks < Longest.Ticks ? TimeSpan.FromTicks((long)ticks) : Longest;
    }
}
