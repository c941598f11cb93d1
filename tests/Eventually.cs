using System.Runtime.CompilerServices;

namespace Yunhepan.FeedBot.Tests;

/// <summary>Waits for asynchronous effects: tests, rigs and measurements poll only here.</summary>
internal static class Eventually
{
    /// <summary>Far longer than any condition needs, even on a busy machine.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    /// <summary>Returns when the condition is true; throws a <see cref="TimeoutException"/> when the time is over.</summary>
    /// <param name="within">How long to wait; <see cref="Patience"/> if null.</param>
    /// <param name="meanwhile">Runs before each further look, to move a clock that stands still.</param>
    /// <param name="report">What is known of the reason, for the error.</param>
    /// <param name="what">What is waited for, for the error.</param>
    public static Task TrueAsync(
        Func<bool> condition, TimeSpan? within = null, Action? meanwhile = null, Func<string>? report = null,
        [CallerArgumentExpression(nameof(condition))] string what = "") =>
        TrueAsync(() => Task.FromResult(condition()), within, meanwhile, report, what);

    /// <inheritdoc cref="TrueAsync(Func{bool}, TimeSpan?, Action?, Func{string}?, string)"/>
    public static async Task TrueAsync(
        Func<Task<bool>> condition, TimeSpan? within = null, Action? meanwhile = null, Func<string>? report = null,
        [CallerArgumentExpression(nameof(condition))] string what = "")
    {
        if (!await IsTrueAsync(condition, within, meanwhile))
            throw new TimeoutException($"Waited {(within ?? Patience).TotalSeconds:0.#} s for {what}. {report?.Invoke()}");
    }

    /// <summary>Returns true as soon as the condition is true, and false when it is not in that time.</summary>
    public static async Task<bool> IsTrueAsync(Func<Task<bool>> condition, TimeSpan? within = null, Action? meanwhile = null)
    {
        // The system clock is used, because a test's clock does not advance.
        var start = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(start) > (within ?? Patience))
                return false;
            meanwhile?.Invoke();
            await Task.Delay(Pause, TimeProvider.System);
        }

        return true;
    }
}
