using System.Net;
using System.Text.Json;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Chat.Web;
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

    [Fact]
    public async Task A_host_that_never_answers_keeps_no_picture_of_another_waiting()
    {
        var end = new TaskCompletionSource();
        using var visitor = await WebVisitor.BeginAsync(_app);
        List<Task> waiting = [];
        for (var i = 0; i < 12; i++)
        {
            var path = await SendAsync(visitor, _origin.Map($"/slow/{i}", Answers.After(end.Task, Answers.Status(404))));
            waiting.Add(visitor.Http.GetAsync("/" + path, ChatApp.Cancel));
        }

        List<ScriptedOrigin> origins = [];
        try
        {
            await Eventually.TrueAsync(() => _origin.Requests.Count > 0);
            // Two hosts may share their places; so many do not.
            List<Task<HttpResponseMessage>> others = [];
            for (var i = 0; i < 4; i++)
            {
                origins.Add(await ScriptedOrigin.StartAsync());
                origins[i].Map("/child.png", Answers.Bytes(Png, "image/png"));
                others.Add(visitor.Http.GetAsync("/" + await SendAsync(visitor, origins[i].Url("/child.png")), ChatApp.Cancel));
            }

            using var first = await await Task.WhenAny(others).WaitAsync(TimeSpan.FromSeconds(5), ChatApp.Cancel);

            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.InRange(_origin.Requests.Count, 1, 2);
        }
        finally
        {
            end.SetResult();
            await Task.WhenAll(waiting);
            foreach (var origin in origins)
                await origin.DisposeAsync();
        }
    }

    [Fact]
    public async Task One_chat_keeps_no_picture_of_another_waiting()
    {
        var end = new TaskCompletionSource();
        using var stranger = await WebVisitor.BeginAsync(_app);
        using var visitor = await WebVisitor.BeginAsync(_app);
        List<ScriptedOrigin> origins = [];
        List<Task> waiting = [];
        try
        {
            for (var i = 0; i < 9; i++)
                origins.Add(await ScriptedOrigin.StartAsync());
            foreach (var slow in origins.Take(6))
            {
                foreach (var name in (string[])["/1", "/2"])
                    waiting.Add(stranger.Http.GetAsync("/" + await SendAsync(stranger, slow.Map(name, Answers.After(end.Task, Answers.Status(404)))), ChatApp.Cancel));
            }

            await Eventually.TrueAsync(() => origins.Sum(each => each.Requests.Count) >= 4);
            List<Task<HttpResponseMessage>> others = [];
            foreach (var quick in origins.Skip(6))
                others.Add(visitor.Http.GetAsync("/" + await SendAsync(visitor, quick.Map("/child.png", Answers.Bytes(Png, "image/png"))), ChatApp.Cancel));
            using var first = await await Task.WhenAny(others).WaitAsync(TimeSpan.FromSeconds(3), ChatApp.Cancel);
            Assert.Equal(HttpStatusCode.OK, first.StatusCode);
            Assert.InRange(origins.Take(6).Sum(each => each.Requests.Count), 1, 4);
        }
        finally
        {
            end.SetResult();
            await Task.WhenAll(waiting);
            foreach (var origin in origins)
                await origin.DisposeAsync();
        }
    }

    [Fact]
    public async Task Each_picture_of_an_album_comes_from_us_and_leaves_with_its_message()
    {
        byte[] second = [.. Png, 2];
        _origin.Map("/1.png", Answers.Bytes(Png, "image/png"));
        _origin.Map("/2.png", Answers.Bytes(second, "image/png"));
        using var visitor = await WebVisitor.BeginAsync(_app);
        var article = AlertSamples.Ordinary() with
        {
            ImageUrl = _origin.Url("/1.png"), Pictures = [_origin.Url("/2.png"), "javascript:alert(1)"], Format = new MessageFormat { Pictures = PictureAmount.Album },
        };
        var (sent, alert) = await ShownAsync(visitor, article);
        var paths = alert.GetProperty("pictures").EnumerateArray().Select(each => each.GetString()!).Prepend(alert.GetProperty("picture").GetString()!).ToList();

        Assert.Equal(2, paths.Count);
        Assert.Equal(Png, await visitor.Http.GetByteArrayAsync("/" + paths[0], ChatApp.Cancel));
        Assert.Equal(second, await visitor.Http.GetByteArrayAsync("/" + paths[1], ChatApp.Cancel));
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, $"/chat/pictures/{sent}?v=0000000000000000"));

        await _app.Platform("web").EditAsync(visitor.Address, sent, article with { Kind = AlertKind.Withdrawn }, ChatApp.Cancel);
        foreach (var path in paths)
            Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(visitor, "/" + path));

        var (_, one) = await ShownAsync(visitor, article with { Format = new MessageFormat { Pictures = PictureAmount.One } });
        Assert.False(one.TryGetProperty("pictures", out var none) && none.GetArrayLength() > 0);
    }

    private static async Task<HttpStatusCode> StatusAsync(WebVisitor visitor, string path)
    {
        using var response = await visitor.Http.GetAsync(path, ChatApp.Cancel);
        return response.StatusCode;
    }

    /// <returns>The address of the picture that the page is given.</returns>
    private async Task<string> SendAsync(WebVisitor visitor, string image) =>
        (await ShownAsync(visitor, AlertSamples.Missing() with { ImageUrl = image })).Alert.GetProperty("picture").GetString()!;

    /// <returns>The message and its alert as the page is given it.</returns>
    private async Task<(string Id, JsonElement Alert)> ShownAsync(WebVisitor visitor, AlertMessage alert)
    {
        var sent = Assert.IsType<SendResult.Sent>(await _app.Platform("web").SendAsync(visitor.Address, alert, ChatApp.Cancel));
        var entry = await _app.AskAsync<WebTranscript, WebEntry>(
            async transcript => Assert.Single(await transcript.ReadBeforeAsync(visitor.Address.ChatId, null, 1, ChatApp.Cancel)));
        var json = JsonSerializer.SerializeToElement(entry, WebJson.Default.WebEntry);
        foreach (var address in alert.Pictures.Prepend(alert.ImageUrl).OfType<string>())
            Assert.DoesNotContain(address, json.ToString(), StringComparison.Ordinal);
        return (sent.MessageId, json.GetProperty("body").GetProperty("alert"));
    }
}
