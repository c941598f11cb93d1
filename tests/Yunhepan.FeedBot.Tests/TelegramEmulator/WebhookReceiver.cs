using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Yunhepan.FeedBot.Tests.TelegramEmulator;

/// <summary>A bot's own web server, which gives scripted responses to deliveries.</summary>
internal sealed class WebhookReceiver : IAsyncDisposable
{
    private readonly WebApplication app;
    private readonly Channel<Delivery> deliveries = Channel.CreateUnbounded<Delivery>();
    private readonly Queue<(int Status, string Body)> answers = new();

    private WebhookReceiver(WebApplication app) => this.app = app;

    public string Url => app.Urls.First() + "/hook";

    public static async Task<WebhookReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new WebhookReceiver(builder.Build());
        receiver.app.MapPost("/hook", receiver.TakeAsync);
        await receiver.app.StartAsync();
        return receiver;
    }

    public void Answer(int status, string body = "") => answers.Enqueue((status, body));

    public ValueTask<Delivery> NextAsync() => deliveries.Reader.ReadAsync(TestContext.Current.CancellationToken);

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task TakeAsync(HttpContext http)
    {
        var json = await JsonNode.ParseAsync(http.Request.Body, cancellationToken: http.RequestAborted);
        var (status, body) = answers.TryDequeue(out var planned) ? planned : (200, "");
        deliveries.Writer.TryWrite(new Delivery(json!, http.Request.Headers["X-Telegram-Bot-Api-Secret-Token"].ToString()));
        http.Response.StatusCode = status;
        http.Response.ContentType = "application/json";
        await http.Response.WriteAsync(body, http.RequestAborted);
    }
}

/// <summary>One delivery with its secret.</summary>
internal sealed record Delivery(JsonNode Update, string Secret);
