namespace Yunhepan.FeedBot.Publishing.WebSub;

/// <summary>Something to ask or to tell a callback, taken by this process alone.</summary>
/// <param name="Host">Of the callback.</param>
internal sealed record CallbackJob(string Host, Func<CancellationToken, Task> RunAsync);

/// <summary>Where jobs come from: a table whose rows wait for their callback.</summary>
internal interface ICallbackJobs
{
    /// <summary>Takes the next job that is due; null when there is none.</summary>
    /// <param name="failedBefore">Of the callbacks whose last attempt failed, or of the others.</param>
    /// <param name="busyHosts">Hosts that are talked to enough already.</param>
    Task<CallbackJob?> TakeAsync(bool failedBefore, IReadOnlyCollection<string> busyHosts, CancellationToken cancellationToken);
}
