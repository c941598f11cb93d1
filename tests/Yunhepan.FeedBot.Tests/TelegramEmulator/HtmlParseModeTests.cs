using System.Text.Json.Nodes;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Tests.TelegramEmulator;

public sealed class HtmlParseModeTests
{
    [Theory]
    [InlineData("<p>x</p>", "Unsupported start tag \"p\" at byte offset 0")]
    [InlineData("通缉<br>", "Unsupported start tag \"br\" at byte offset 6")]
    [InlineData("<B>x</B><IMG src=x>", "Unsupported start tag \"img\" at byte offset 8")]
    [InlineData("1 < 2", "Unsupported start tag \"\" at byte offset 2")]
    [InlineData("<b>x", "Can't find end tag corresponding to start tag \"b\"")]
    [InlineData("x</b>", "Unexpected end tag at byte offset 1")]
    [InlineData("<b>x</i>", "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"")]
    [InlineData("<b", "Unclosed start tag at byte offset 0")]
    [InlineData("<b>x</b", "Unclosed end tag at byte offset 4")]
    [InlineData("<a href=http://a.cn>x</a>", "Unexpected end of name token at byte offset 8")]
    [InlineData("<a =x>x</a>", "Empty attribute name in the tag \"a\" at byte offset 0")]
    [InlineData("<span class=\"x\">x</span>", "Tag \"span\" must have class \"tg-spoiler\" at byte offset 0")]
    [InlineData("x &#xD83D; y", "Text contains invalid Unicode characters after decoding HTML entities, check for unmatched surrogate code units")]
    public async Task Refuses_what_Telegram_refuses_with_its_words(string html, string expected)
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);

        var answer = await bot.CallAsync("sendMessage", new { chat_id = chat.Id, text = html, parse_mode = "HTML" });

        Assert.Equal((400, $"Bad Request: can't parse entities: {expected}"), (answer.Status, answer.Description));
        Assert.Empty(chat.Messages);
    }

    [Theory]
    [InlineData("<b>a</b> <i>b</i>", "a b", "bold 0 1, italic 2 1")]
    [InlineData("<strong>a</strong><em>b</em><ins>c</ins><del>d</del><strike>e</strike>", "abcde", "bold 0 1, italic 1 1, underline 2 1, strikethrough 3 1, strikethrough 4 1")]
    [InlineData("<tg-spoiler>a</tg-spoiler><span class=\"tg-spoiler\">b</span>", "ab", "spoiler 0 1, spoiler 1 1")]
    [InlineData("<blockquote expandable>a</blockquote><blockquote>b</blockquote>", "ab", "expandable_blockquote 0 1, blockquote 1 1")]
    [InlineData("<pre><code class=\"language-csharp\">x</code></pre>", "x", "pre 0 1 csharp")]
    [InlineData("<code>x</code>", "x", "code 0 1")]
    [InlineData("😀<a href=\"https://a.cn/1?a=1&amp;b=2\">原文</a>", "😀原文", "text_link 2 2 https://a.cn/1?a=1&b=2")]
    [InlineData("<a href=\"http://localhost:8080/\">原文</a>", "原文", "")]
    [InlineData("<a href=\"javascript:alert(1)\">原文</a>", "原文", "")]
    [InlineData("&lt;b&gt; &amp;&quot; &#20013;&#x1F600; &nbsp;&copy;", "<b> &\" 中😀 &nbsp;&copy;", "")]
    [InlineData("  \n<b> a </b>\n ", "a", "bold 0 1")]
    [InlineData("<b>a<i>b</i></b>", "ab", "bold 0 2, italic 1 1")]
    [InlineData("<tg-time unix=\"1320307200\" format=\"wDT\">a</tg-time>", "a", "date_time 0 1")]
    [InlineData("<u></u>x", "x", "")]
    [InlineData("/help@x_bot #济宁 @xiaolin a@b.cn https://a.cn/x。", "/help@x_bot #济宁 @xiaolin a@b.cn https://a.cn/x。", "bot_command 0 11, hashtag 12 3, mention 16 8, email 25 6, url 32 14")]
    public async Task Reads_tags_into_entities(string html, string text, string entities)
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);

        var message = await bot.ResultAsync("sendMessage", new { chat_id = chat.Id, text = html, parse_mode = "Html" });

        Assert.Equal(text, message["text"]!.GetValue<string>());
        Assert.Equal(entities, string.Join(", ", (message["entities"] as JsonArray ?? []).Select(Describe)));
    }

    [Fact]
    public async Task Counts_4096_characters_after_parsing_and_an_emoji_as_one()
    {
        await using var bot = await RawBot.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        var chat = bot.Server.CreatePrivateChat("小林", started: true);
        async Task<string> SendAsync(string text) =>
            (await bot.CallAsync("sendMessage", new { chat_id = chat.Id, text, parse_mode = "HTML" })).Description;

        Assert.Equal("", await SendAsync($"<b>{new string('中', 4096)}</b>"));
        Assert.Equal("", await SendAsync(string.Concat(Enumerable.Repeat("😀", 4096))));
        Assert.Equal("Bad Request: message is too long", await SendAsync(new string('中', 4097)));
        Assert.Equal("Bad Request: message text is empty", await SendAsync("<b> </b>\n"));
    }

    [Fact]
    public async Task Drops_links_beyond_a_hundred_without_a_word()
    {
        await using var bot = await RawBot.StartAsync();
        var chat = bot.Server.CreatePrivateChat("小林", started: true);
        var links = string.Concat(Enumerable.Range(1, 120).Select(i => $"<a href=\"https://a.cn/{i}\">{i % 10}</a> "));

        var message = await bot.ResultAsync("sendMessage", new { chat_id = chat.Id, text = links, parse_mode = "HTML" });

        Assert.Equal(100, ((JsonArray)message["entities"]!).Count);
    }

    private static string Describe(JsonNode? entity) =>
        $"{entity!["type"]} {entity["offset"]} {entity["length"]} {entity["url"] ?? entity["language"]}".TrimEnd();
}
