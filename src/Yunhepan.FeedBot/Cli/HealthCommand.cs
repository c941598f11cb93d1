using System.CommandLine;
using Yunhepan.FeedBot.Ingestion.Fetching;

namespace Yunhepan.FeedBot.Cli;

/// <c>health URL</c>: checks the health of a container, whose image has neither shell nor curl.
internal static class HealthCommand
{
    public static Command Create()
    {
        var url = new Argument<string>(
            "URL") { Description = "The service, or the address to ask: http://host:port asks /readyz there.",
            DefaultValueFactory = _ => "http://127.0.0.1:8080/readyz" };
        var command = new Command("health", "Asks a running service whether it is ready; exit code 0 when it is.") { url };
        command.SetAction((parsed, ct) => AskAsync(parsed.GetValue(url)!, ct));
        return command;
    }

    /// <summary>Returns the address to check; the bare address of the service means its readiness.</summary>
    internal static string AddressOf(string url)
    {
        var address = url.Contains("://", StringComparison.Ordinal) ? url : "http://" + url;
        return Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.PathAndQuery == "/"
            ? new Uri(uri, "/readyz").AbsoluteUri : address;
    }

    private static async Task<int> AskAsync(string url, CancellationToken ct)
    {
        url = AddressOf(url);
        await using var services = new ServiceCollection().AddHttpClient().BuildServiceProvider();
        using var client = services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.Timeout = TimeSpan.FromSeconds(4);
        try
        {
            using var response = await client.GetAsync(new Uri(url), ct);
            await Console.Out.WriteLineAsync(await response.Content.ReadAsStringAsync(ct));
            return response.IsSuccessStatusCode ? ExitCodes.Done : ExitCodes.Failed;
        }
        catch (TaskCanceledException) when (!ct.IsCancellationRequested)
        {
            return await CliErrors.FailAsync($"{url}: no answer within {client.Timeout.TotalSeconds:0} s");
        }
        catch (HttpRequestException e)
        {
            return await CliErrors.FailAsync($"{url}: {NetworkFault.Classify(e)?.Reason ?? "the connection failed"}");
        }
        catch (Exception e) when (e is UriFormatException or NotSupportedException or InvalidOperationException)
        {
            return await CliErrors.FailAsync($"\"{url}\" is no address of a service; write it as http://127.0.0.1:8080");
        }
    }
}
