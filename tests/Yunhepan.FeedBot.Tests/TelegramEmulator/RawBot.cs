using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator;

namespace Yunhepan.FeedBot.Tests.TelegramEmulator;

/// <summary>A bot that speaks the wire format itself, so that tests see the exact responses of the server.</summary>
internal sealed class RawBot : IAsyncDisposable
{
    private readonly HttpClient http;

    private RawBot(TelegramEmulatorServer server)
    {
        Server = server;
        http = new HttpClient(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = server.BaseUrl };
    }

    public TelegramEmulatorServer Server { get; }

    public HttpClient Http => http;

    public static async Task<RawBot> StartAsync(EmulatorOptions? options = null) => new(await TelegramEmulatorServer.StartAsync(options));

    public async Task<Answer> CallAsync(string method, object? parameters = null)
    {
        using var response = await http.PostAsJsonAsync($"/bot{Server.Token}/{method}", parameters ?? new { }, TestContext.Current.CancellationToken);
        return await Answer.ReadAsync(response);
    }

    /// <summary>Calls and returns the result; a refusal fails the test with its description.</summary>
    public async Task<JsonNode> ResultAsync(string method, object? parameters = null)
    {
        var answer = await CallAsync(method, parameters);
        Assert.True(answer.Ok, answer.Description);
        return answer.Result!;
    }

    public async ValueTask DisposeAsync()
    {
        http.Dispose();
        await Server.DisposeAsync();
    }
}

/// <summary>The envelope of a Bot API response.</summary>
internal sealed record Answer(int Status, bool Ok, JsonNode? Result, int? ErrorCode, string Description, JsonNode? Parameters)
{
    public static async Task<Answer> ReadAsync(HttpResponseMessage response)
    {
        var json = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return new Answer(
            (int)response.StatusCode,
            json["ok"]!.GetValue<bool>(),
            json["result"],
            json["error_code"]?.GetValue<int>(),
            json["description"]?.GetValue<string>() ?? "",
            json["parameters"]);
    }
}
