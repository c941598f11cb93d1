namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>The keys by which the places at callbacks are shared out.</summary>
/// <param name="Domain">Of the callback.</param>
/// <param name="Network">Where the callback leads.</param>
/// <param name="Client">Who asked for it; empty for whom no limits hold.</param>
internal readonly record struct CallbackOwner(string Domain, string Network, string Client);

/// <summary>The keys that have as many places as they may have.</summary>
internal sealed record BusyOwners(string[] Domains, string[] Networks, string[] Clients);

/// <summary>Something to ask or to tell a callback, taken by this process alone.</summary>
internal sealed record CallbackJob(CallbackOwner Owner, Func<CancellationToken, Task> RunAsync);

/// <summary>Where jobs come from: a table whose rows wait for their callback.</summary>
internal interface ICallbackJobs
{
    /// <summary>Takes the next job that is due; null when there is none.</summary>
    /// <param name="failedBefore">Of the callbacks whose last attempt failed, or of the others.</param>
    /// <param name="busy">Whose turn it is not.</param>
    Task<CallbackJob?> TakeAsync(bool failedBefore, BusyOwners busy, CancellationToken cancellationToken);
}
