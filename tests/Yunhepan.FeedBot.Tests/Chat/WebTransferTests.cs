using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Storage;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A web chat goes to another device by a link that works once.</summary>
public sealed class WebTransferTests : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 4, 0, 0, TimeSpan.Zero));

    private ChatApp _app = null!;

    public async ValueTask InitializeAsync() => _app = await ChatApp.StartAsync(0, [], _time);

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    [Fact]
    public async Task The_link_takes_the_chat_along_once_and_the_first_device_keeps_it()
    {
        using var phone = await WebVisitor.BeginAsync(_app);
        await phone.SayAsync("关注 健康");
        using var desk = await WebVisitor.BeginAsync(_app);
        var token = await AskAsync(phone);

        Assert.Equal(HttpStatusCode.NoContent, await TakeAsync(desk, token));

        Assert.Equal(phone.Address, desk.Address);
        Assert.Equal(["health"], await _app.FollowedAsync(desk.Address));
        await phone.SayAsync("/list");
        // Whoever finds the link later, even at the same moment, gets nothing.
        using var thief = await WebVisitor.BeginAsync(_app);
        var own = thief.Address;
        Assert.Equal(HttpStatusCode.Gone, await TakeAsync(thief, token));
        Assert.Equal(own, thief.Address);
    }

    [Fact]
    public async Task Of_many_who_use_one_link_at_once_one_gets_the_chat()
    {
        using var phone = await WebVisitor.BeginAsync(_app);
        var token = await AskAsync(phone);
        var others = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => WebVisitor.BeginAsync(_app)));

        var answers = await Task.WhenAll(others.Select(each => TakeAsync(each, token)));

        Assert.Single(answers, HttpStatusCode.NoContent);
        Assert.Single(others, each => each.Address == phone.Address);
        Array.ForEach(others, each => each.Dispose());
    }

    [Fact]
    public async Task A_link_is_good_for_ten_minutes_and_only_the_last_one_asked_for()
    {
        using var phone = await WebVisitor.BeginAsync(_app);
        using var desk = await WebVisitor.BeginAsync(_app);
        var first = await AskAsync(phone);
        var second = await AskAsync(phone);
        Assert.Equal(HttpStatusCode.Gone, await TakeAsync(desk, first));
        _time.Advance(TimeSpan.FromMinutes(11));

        Assert.Equal(HttpStatusCode.Gone, await TakeAsync(desk, second));
        Assert.NotEqual(phone.Address, desk.Address);
    }

    [Fact]
    public async Task What_is_stored_of_a_link_opens_nothing()
    {
        using var phone = await WebVisitor.BeginAsync(_app);
        var token = await AskAsync(phone);

        var row = await _app.AskAsync<AlertsDb, ChatTransfer>(db => db.ChatTransfers.AsNoTracking().SingleAsync(ChatApp.Cancel));

        var secret = phone.SetCookie.Split('=', ';')[1];
        Assert.DoesNotContain(secret, Encoding.Latin1.GetString(row.Sealed), StringComparison.Ordinal);
        Assert.NotEqual(token, row.TokenHash);
        using var thief = await WebVisitor.BeginAsync(_app);
        Assert.Equal(HttpStatusCode.Gone, await TakeAsync(thief, row.TokenHash));
        Assert.DoesNotContain(_app.Log, line => line.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_asks_or_takes_in_the_name_of_another_and_guessing_is_bounded()
    {
        using var phone = await WebVisitor.BeginAsync(_app);
        using var nobody = WebVisitor.Without(_app);
        Assert.Equal(HttpStatusCode.Unauthorized, await nobody.PostAsync("/chat/transfer", new { }));
        Assert.Equal(HttpStatusCode.Forbidden, await phone.PostAsync("/chat/transfer", new { }, ("Sec-Fetch-Site", "cross-site")));
        Assert.Equal(HttpStatusCode.Forbidden, await phone.PostAsync("/chat/transfer/take", new { token = "x" }, ("Origin", "https://evil.example")));
        foreach (var odd in new object[] { new { }, new { token = "" }, new { token = new string('A', 900) }, new { token = "ＡＡＡＡ" }, new[] { "x" } })
            Assert.Equal(HttpStatusCode.Gone, await phone.PostAsync("/chat/transfer/take", odd));
        var last = HttpStatusCode.Gone;
        for (var i = 0; i < 80 && last == HttpStatusCode.Gone; i++)
            last = await phone.PostAsync("/chat/transfer/take", new { token = new string('A', 43) });
        Assert.Equal(HttpStatusCode.TooManyRequests, last);
    }

    [Theory]
    [InlineData("https://chat.example", "https://chat.example/chat#move=")]
    [InlineData(null, "http://chat.example/chat#move=")]
    public async Task The_link_leads_to_where_the_page_is_and_its_code_shows_the_same(string? origin, string begins)
    {
        using var phone = await WebVisitor.BeginAsync(_app);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/transfer") { Content = JsonContent.Create(new { }), Headers = { Host = "chat.example" } };
        if (origin is not null)
            request.Headers.Add("Origin", origin);
        using var response = await phone.Http.SendAsync(request, ChatApp.Cancel);
        var json = await response.Content.ReadFromJsonAsync<JsonElement>(ChatApp.Cancel);

        Assert.StartsWith(begins, json.GetProperty("link").GetString()!, StringComparison.Ordinal);
        Assert.InRange(json.GetProperty("code").GetProperty("size").GetInt32(), 29, 69);
        Assert.Equal("no-store", response.Headers.CacheControl!.ToString());
    }

    private static async Task<string> AskAsync(WebVisitor visitor)
    {
        using var response = await visitor.Http.PostAsJsonAsync("/chat/transfer", new { }, ChatApp.Cancel);
        var link = (await response.Content.ReadFromJsonAsync<JsonElement>(ChatApp.Cancel)).GetProperty("link").GetString()!;
        return link[(link.IndexOf("#move=", StringComparison.Ordinal) + 6)..];
    }

    private static Task<HttpStatusCode> TakeAsync(WebVisitor visitor, string token) => visitor.PostAsync("/chat/transfer/take", new { token });
}
