using System.Net.Sockets;
using Microsoft.Extensions.Options;
using Yunhepan.FeedBot.Hosting;

namespace Yunhepan.FeedBot.Cli;

/// <summary>Builds, prepares, starts and stops the service; whatever prevents the start is one line on standard error.</summary>
internal static class ServiceRun
{
    public static async Task<int> RunAsync(FeedBotSettings settings, Func<WebApplication, Task> started, CancellationToken ct)
    {
        try
        {
            await using var app = FeedBotHost.Build(settings);
            await FeedBotHost.PrepareAsync(app, ct);
            await app.StartAsync(ct);
            await started(app);
            await app.WaitForShutdownAsync(ct);
            return ExitCodes.Done;
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            return ExitCodes.Done;
        }
        catch (StartException e)
        {
            return await CliErrors.FailAsync(e.Message);
        }
        catch (OptionsValidationException e)
        {
            foreach (var failure in e.Failures)
                await CliErrors.FailAsync($"configuration: {failure}");
            return ExitCodes.Failed;
        }
        catch (InvalidOperationException e) when (e.Source == "Microsoft.Extensions.Configuration.Binder")
        {
            // "many" where a number belongs: the binder names the key.
            return await CliErrors.FailAsync($"configuration: {e.Message}");
        }
        catch (IOException e) when (e.InnerException is SocketException or Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            return await CliErrors.FailAsync($"cannot listen on {settings.Urls}: {e.GetBaseException().Message}; choose another address with --urls");
        }
    }
}
