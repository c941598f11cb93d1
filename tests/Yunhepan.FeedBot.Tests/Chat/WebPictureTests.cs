using System.Net;
using System.Text.Json;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>The pictures of a web chat come from us, so that no place of a picture learns who reads.</summary>
public sealed class WebPictureTests : IAsyncLifetime
{
    private static readonly byte[] Png = [0x89, .. "PNG\r\n\x1a\n"u8, 1, 2, 3, 4, 5, 6, 7];

    private ChatApp _app = null!;
    private ScriptedOrigin _origin = null!;

    public async ValueTask InitializeAsync() => (_app, _origin) = (await ChatApp.StartAsync(), await ScriptedOrigin.StartAsync());

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _origin.DisposeAsync();
    }

    [Fact]
    public async Task The_page_learns_no_foreign_address_and_readers_share_one_fetch()
    {
        var referrers = new List<string>();
        _origin.Map("/child.png", context =>
        {
            referrers.Add(context.Request.Headers.Referer.ToString() + context.Request.Headers.Cookie);
            return Answers.Bytes(Png, "image/png")(context);
        });
        for (var reader = 0; reader < 3; reader++)
        {
            using var visitor = await WebVisitor.BeginAsync(_app);
            var path = await SendAsync(visitor, _origin.Url("/child.png"));
            using var response = await visitor.Http.GetAsync("/" + path, ChatApp.Cancel);

            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal("image/png", response.Content.Headers.ContentType!.MediaType);
            Assert.Equal(Png, await response.Content.ReadAsByteArrayAsync(ChatApp.Cancel));
            Assert.Contains("sandbox", response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        }

        Assert.Equal([""], referrers);
    }

    public static TheoryData<string> OddAnswers => ["svg", "html as png", "too long", "endless", "missing", "lying length", "hangs up"];

    [Theory]
    [MemberData(nameof(OddAnswers))]
    public async Task What_is_no_picture_of_a_sensible_size_is_not_passed_on(string kind)
    {
        var large = new byte[4 * 1024 * 1024];
        Png.CopyTo(large, 0);
        _origin.Map("/p", kind switch
        {
            "svg" => Answers.Text("<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>", "image/svg+xml"),
            "html as png" => Answers.Text("<script>alert(1)</script>", "image/png"),
            "too long" => Answers.Bytes(large, "image/png"),
            "endless" => Answers.Endless(),
            "missing" => Answers.Status(404),
            "lying length" => context =>
            {
                context.Response.ContentLength = long.MaxValue;
                return context.Response.Body.WriteAsync(Png).AsTask();
            },
            _ => context =>
            {
                context.Abort();
                return Task.CompletedTask;
            },
        });
        using var visitor = await WebVisitor.BeginAsync(_app);

        using var response = await visitor.Http.GetAsync("/" + await SendAsync(visitor, _origin.Url("/p")), ChatApp.Cancel);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.DoesNotContain(_app.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Fact]
    public async Task The_picture_goes_with_its_message_and_is_for_its_own_chat_only()
    {
        _origin.Map("/child.png", Answers.Bytes(Png, "image/png"));
        using var visitor = await WebVisitor.BeginAsync(_app);
        using var stranger = await WebVisitor.BeginAsync(_app);
        using var nobody = WebVisitor.Without(_app);
        var path = "/" + await SendAsync(visitor, _origin.Url("/child.png"));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(visitor, path));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(stranger, path));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(nobody, path));

        var id = path.Split('/', '?')[3];
        await _app.Platform("web").EditAsync(
            visitor.Address, id,
            AlertSamples.Missing() with { Kind = AlertKind.Ended, EndedAs = FeedBot.Catalogue.AlertEnd.Found, IsForgotten = true }, ChatApp.Cancel);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, path));
    }

    private static async Task<HttpStatusCode> StatusAsync(WebVisitor visitor, string path)
    {
        using var response = await visitor.Http.GetAsync(path, ChatApp.Cancel);
        return response.StatusCode;
    }

    /// <returns>The address of the picture that the page is given.</returns>
    private async Task<string> SendAsync(WebVisitor visitor, string image)
    {
        await using var page = await visitor.OpenAsync();
        await page.NextAsync();
        Assert.IsType<SendResult.Sent>(
            await _app.Platform("web").SendAsync(visitor.Address, AlertSamples.Missing() with { ImageUrl = image }, ChatApp.Cancel));
        var json = (await page.NextAsync()).Json;
        Assert.DoesNotContain(image, json, StringComparison.Ordinal);
        using var entry = JsonDocument.Parse(json);
        return entry.RootElement.GetProperty("body").GetProperty("alert").GetProperty("picture").GetString()!;
    }
}
