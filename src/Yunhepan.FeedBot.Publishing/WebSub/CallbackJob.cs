namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>The keys by which places for callbacks are allocated.</summary>
/// <param name="Domain">The domain of the callback.</param>
/// <param name="Network">The network to which the callback resolves.</param>
/// <param name="Client">The client that asked for it; empty for clients without limits.</param>
internal readonly record struct CallbackOwner(string Domain, string Network, string Client);

/// <summary>The keys that use all their places.</summary>
internal sealed record BusyOwners(string[] Domains, string[] Networks, string[] Clients);

/// <summary>A request to a callback that only this process has claimed.</summary>
internal sealed record CallbackJob(CallbackOwner Owner, Func<CancellationToken, Task> RunAsync);

/// <summary>A source of jobs: a table whose rows wait for their callback.</summary>
internal interface ICallbackJobs
{
    /// <summary>Claims the next due job; returns null if there is none.</summary>
    /// <param name="failedBefore">True for callbacks whose last attempt failed, false for the others.</param>
    /// <param name="busy">The owners that must wait.</param>
    Task<CallbackJob?> TakeAsync(bool failedBefore, BusyOwners busy, CancellationToken cancellationToken);
}
