namespace Yunhepan.FeedBot.Catalogue;

/// <summary>
/// Says how long to wait after failures in a row: each wait is longer than the one before it, up to a longest. It knows delays only;
/// whoever waits counts the failures.
/// </summary>
/// <param name="First">The wait after the first failure.</param>
/// <param name="Longest">No wait is longer.</param>
/// <param name="Factor">How many times longer each wait is than the one before it.</param>
public readonly record struct BackOff(TimeSpan First, TimeSpan Longest, double Factor = 2)
{
    // Beyond this every wait is the longest, and the power stays a number.
    private const int MostSteps = 60;

    /// <summary>Returns the wait after so many failures in a row.</summary>
    public TimeSpan After(int failures)
    {
        var ticks = First.Ticks * Math.Pow(Factor, Math.Clamp(failures - 1, 0, MostSteps));
        return ticks < Longest.Ticks ? TimeSpan.FromTicks((long)ticks) : Longest;
    }
}
