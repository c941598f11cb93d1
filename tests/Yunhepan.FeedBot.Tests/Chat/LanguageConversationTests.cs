// The waits of the emulator have an end of their own.
#pragma warning disable xUnit1051
using System.Globalization;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Commands;
using Yunhepan.FeedBot.TelegramEmulator;
using Yunhepan.FeedBot.TelegramEmulator.Admin;
using Yunhepan.FeedBot.TelegramEmulator.Limits;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Whoever reads Japanese or Spanish is spoken to in it, from the first message on, and in nothing else.</summary>
public sealed class LanguageConversationTests : IAsyncLifetime
{
    private TelegramEmulatorServer _telegram = null!;
    private ChatApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        _telegram = await TelegramEmulatorServer.StartAsync(new EmulatorOptions { Limits = LimitOptions.Off });
        _app = await ChatApp.StartAsync(
            ("Telegram:Token", _telegram.Token), ("Telegram:BaseUrl", _telegram.BaseUrl.ToString()), ("Telegram:RequestTimeout", "00:00:05"));
        await _telegram.WaitForPollAsync(Eventually.Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _telegram.DisposeAsync();
    }

    [Theory]
    [InlineData("新闻", "新聞", true)]
    [InlineData("新聞", "新闻", true)]
    [InlineData("新闻", "新聞網", false)]
    public void A_topic_has_its_name_in_both_scripts(string name, string words, bool isNamed) =>
        Assert.Equal(isNamed, TopicSearch.IsName(new Topic(new TopicKey(TopicKind.Category, "x"), null, LocalisedName.Same(name), Priority.Normal), words));

    [Fact]
    public async Task A_conversation_in_japanese_from_the_start_to_the_end_of_an_alert()
    {
        var person = _telegram.CreatePrivateChat("佐藤", language: "ja-JP");
        person.SendCommand("start");
        await person.WaitForTextAsync("ようこそ！");
        await person.WaitForAnswerAsync(person.Press("Health"));
        person.SendText("Missing peopleをフォローしてください");
        await person.WaitForTextAsync("「Missing people」をフォローしました。緊急のお知らせなので");
        Assert.Equal(["alerts/missing", "health"], (await _app.FollowedAsync(AddressOf(person))).Order());

        var alert = await ReceiveAsync(person, "ja", "🚨 緊急");
        Assert.Contains("出典：運河晩報（済寧新聞網より） · 2026年11月23日 07:40", alert.Text, StringComparison.Ordinal);
        Assert.Equal("元の記事", alert.Buttons[0][0].Text);
        await CorrectAsync(person, alert.MessageId, "ja", "🚨 緊急 · ✏️ 訂正", "✅ 発見されました");

        person.SendText("設定");
        Assert.Contains("🌐 言語：日本語", (await person.WaitForTextAsync("🕗 タイムゾーン：")).Text, StringComparison.Ordinal);
        person.SendText("/quiet 22時から7時まで");
        await person.WaitForTextAsync("22:00 から 07:00 までは通知を控え");
        person.SendText("/mute 2時間");
        await person.WaitForTextAsync("緊急のものも含めて通知を止めます");
        person.SendText("通知を再開");
        await person.WaitForTextAsync("通知を再開しました");
        AssertNoneOf(person, "Welcome", "alerts", "已", "您", "topic");
    }

    [Fact]
    public async Task A_conversation_in_spanish_from_the_start_to_the_end_of_an_alert()
    {
        var person = _telegram.CreatePrivateChat("Lucía", language: "es-MX");
        person.SendCommand("start");
        await person.WaitForTextAsync("¡Te damos la bienvenida!");
        await person.WaitForAnswerAsync(person.Press("Health"));
        person.SendText("Seguir Missing people");
        await person.WaitForTextAsync("Ahora sigues “Missing people”. Son avisos urgentes");
        Assert.Equal(["alerts/missing", "health"], (await _app.FollowedAsync(AddressOf(person))).Order());

        var alert = await ReceiveAsync(person, "es", "🚨 URGENTE");
        Assert.Contains("Fuente: 運河晩報 (vía 済寧新聞網) · 23 nov 2026, 07:40", alert.Text, StringComparison.Ordinal);
        Assert.Equal("Original", alert.Buttons[0][0].Text);
        await CorrectAsync(person, alert.MessageId, "es", "🚨 URGENTE · ✏️ CORRECCIÓN", "✅ LOCALIZADO/A");

        person.SendText("ajustes");
        Assert.Contains("🌐 Idioma: Español", (await person.WaitForTextAsync("🕗 Zona horaria:")).Text, StringComparison.Ordinal);
        person.SendText("horas de silencio de las 22:00 a las 7:00");
        await person.WaitForTextAsync("Silencio de 22:00 a 07:00");
        person.SendText("silenciar 2 horas");
        await person.WaitForTextAsync("De acuerdo, sin alertas hasta");
        person.SendText("reanudar");
        await person.WaitForTextAsync("Las alertas vuelven a estar activas");
        person.SendText("dejar de seguir Health");
        await person.WaitForTextAsync("Ya no sigues “Health”");
        AssertNoneOf(person, "Welcome", "You ", "已", "您", "topic");
    }

    [Theory]
    [InlineData("ja", "follow - トピックをフォローする")]
    [InlineData("es", "follow - Seguir un tema")]
    [InlineData("zh", "follow - 关注")]
    public void The_menu_beside_the_input_is_there_in_every_language(string language, string line) =>
        Assert.Contains(_telegram.CommandsOf(language: language), command => command.StartsWith(line, StringComparison.Ordinal));

    [Theory]
    [InlineData("ja", "ようこそ")]
    [InlineData("ja-JP", "ようこそ")]
    [InlineData("es", "bienvenida")]
    [InlineData("es-419", "bienvenida")]
    [InlineData("es_ES", "bienvenida")]
    [InlineData("est", "Welcome")]
    [InlineData("jam", "Welcome")]
    [InlineData("fr", "Welcome")]
    [InlineData("zh-hans", "欢迎")]
    [InlineData("zh-hans-HK", "欢迎")]
    [InlineData("zh-hant", "歡迎")]
    [InlineData("zh-TW", "歡迎")]
    [InlineData("zh-HK", "歡迎")]
    [InlineData("zh_MO", "歡迎")]
    public async Task The_language_of_the_program_chooses_at_first(string code, string said) =>
        Assert.Contains(said, (await _app.SayAsync("/start", language: code)).Text, StringComparison.Ordinal);

    [Theory]
    [InlineData("フォロー 健康", "en", "フォローしました")]
    [InlineData("健康をフォロー", "zh", "フォローしました")]
    [InlineData("ヘルプ", null, "できること")]
    [InlineData("使い方", "ja", "できること")]
    [InlineData("健康", "ja", "「Health」をフォローしますか？")]
    [InlineData("关注 健康", "ja", "已关注")]
    [InlineData("關注 健康", null, "已關注")]
    [InlineData("訂閱健康", "en", "已關注")]
    [InlineData("关注 健康", "zh-TW", "已關注")]
    [InlineData("訂閱健康", "zh-hans", "已关注")]
    [InlineData("健康", "es", "要关注“健康”吗？")]
    [InlineData("关注 ポケモン", "zh", "没有")]
    [InlineData("鮮の屋", "zh", "没看懂")]
    [InlineData("quiero noticias de agua", null, "No he entendido")]
    [InlineData("¿Cómo funciona?", null, "No he entendido")]
    [InlineData("what about the water", null, "There is nothing about “water” yet")]
    public async Task What_a_person_writes_tells_her_language(string words, string? program, string said) =>
        Assert.Contains(said, (await _app.SayAsync(words, language: program)).Text, StringComparison.Ordinal);

    [Fact]
    public async Task A_known_chat_keeps_its_language_when_it_writes_words_that_others_share()
    {
        await _app.SayAsync("/start", "japanese", language: "ja");
        Assert.Contains("フォローしました", (await _app.SayAsync("follow 健康", "japanese", language: null)).Text, StringComparison.Ordinal);
        Assert.Contains("すでにフォローしています", (await _app.SayAsync("/follow 健康", "japanese", language: null)).Text, StringComparison.Ordinal);
        await _app.SayAsync("/start", "spanish", language: "es");
        Assert.Contains("No he entendido", (await _app.SayAsync("tell me about the water", "spanish", language: null)).Text, StringComparison.Ordinal);
        await _app.SayAsync("/start", "english", language: "en");
        Assert.Contains("I did not understand", (await _app.SayAsync("quiero noticias de agua", "english", language: null)).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/language ja", "日本語でお送りします")]
    [InlineData("/language 日本語", "日本語でお送りします")]
    [InlineData("/language español", "desde ahora en español")]
    [InlineData("idioma es", "desde ahora en español")]
    [InlineData("/language spanish", "desde ahora en español")]
    [InlineData("/settings language ja", "日本語でお送りします")]
    [InlineData("言語 英語", "English from now on")]
    [InlineData("/language 繁體中文", "以後用繁體中文")]
    [InlineData("語言 繁體", "以後用繁體中文")]
    [InlineData("language zh-tw", "以後用繁體中文")]
    [InlineData("language zh-Hant", "以後用繁體中文")]
    [InlineData("語言 日語", "日本語でお送りします")]
    public async Task A_language_is_chosen_by_its_name_in_any_language_and_kept(string words, string said)
    {
        Assert.Contains(said, (await _app.SayAsync(words, language: "en")).Text, StringComparison.Ordinal);
        var (before, after) = ((await _app.SayAsync("/help", language: "en")).Text, (await _app.SayAsync("你好，怎么用？", language: "en")).Text);
        Assert.DoesNotContain("可以这样用", before, StringComparison.Ordinal);
        Assert.DoesNotContain("没看懂", after, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_conversation_in_traditional_chinese_says_and_understands_it_and_leaves_a_source_its_own_words()
    {
        var person = _telegram.CreatePrivateChat("阿美", language: "zh-hant");
        person.SendCommand("start");
        await person.WaitForTextAsync("歡迎！");
        person.SendText("訂閱 尋人");
        await person.WaitForTextAsync("已關注「寻人」。這類訊息緊急，一收到就馬上發給您。");
        var alert = await ReceiveAsync(person, "zh-Hant", "🚨 緊急");
        Assert.Contains("來源：運河晩報（済寧新聞網轉載）", alert.Text, StringComparison.Ordinal);
        Assert.Equal("閱讀原文", alert.Buttons[0][0].Text);
        foreach (var (words, said) in new[]
        {
            ("設定", "🌐 語言：繁體中文"), ("時區 臺北", "🕗 時區：Asia/Taipei"), ("聲音 關", "🔇 聲音：關"), ("免打擾 晚上10點到早上7點", "22:00"),
            ("靜音 兩個鐘頭", "之前不打擾您"), ("恢復", "已恢復"), ("彙總 每週一 8:00", "每週一 08:00"), ("篩選 寻人 +標題:老人 語言 中文", "只看提到：「老人」（標題）"),
            ("搜尋 電", "沒有找到提到「電」的文章。"), ("幫助", "可以這樣用"), ("謝謝", "不客氣"), ("格式 恢復預設", "格式"), ("取消關注 寻人", "已取消關注「寻人」"),
        })
        {
            person.SendText(words);
            await person.WaitForTextAsync(said);
        }

        AssertNoneOf(person, "没看懂", "沒看懂", "关注", "订阅", "设置", "“");
    }

    [Fact]
    public async Task The_languages_are_offered_by_their_own_names()
    {
        var offered = await _app.SayAsync("/language klingon", language: "es");

        Assert.Contains("“klingon” no está disponible aquí", offered.Text, StringComparison.Ordinal);
        foreach (var name in new[] { "简体中文", "繁體中文", "English", "日本語", "Español" })
            Assert.Contains(offered.Reply.Keyboard.Rows.SelectMany(row => row), button => button.Label == name);
    }

    [Theory]
    [InlineData("fr-FR,es-MX;q=0.8,en;q=0.5", null, "bienvenida", "es")]
    [InlineData("ja,en;q=0.5", null, "ようこそ", "ja")]
    [InlineData("zh-TW,zh;q=0.9,en;q=0.5", null, "歡迎", "zh-Hant")]
    [InlineData("en", "zh-Hant", "歡迎", "zh-Hant")]
    [InlineData("en", "ja", "ようこそ", "ja")]
    public async Task The_web_chat_speaks_the_best_language_that_its_visitor_reads(string accepted, string? asked, string said, string language)
    {
        using var visitor = WebVisitor.Without(_app);
        visitor.Http.DefaultRequestHeaders.AcceptLanguage.Clear();
        visitor.Http.DefaultRequestHeaders.AcceptLanguage.ParseAdd(accepted);
        using var response = await System.Net.Http.Json.HttpClientJsonExtensions.PostAsJsonAsync(visitor.Http, "/chat/session", new { language = asked }, ChatApp.Cancel);
        var state = System.Text.Json.Nodes.JsonNode.Parse(await response.Content.ReadAsStringAsync(ChatApp.Cancel))!;
        Assert.Equal(language, state["language"]!.GetValue<string>());
        Assert.All(state["commands"]!.AsArray(), command => Assert.Equal(["en", "es", "ja", "zh"], command!["descriptions"]!.AsObject().Select(each => each.Key).Where(key => key.Length == 2).Order()));
        await using var page = await visitor.OpenAsync();
        Assert.Contains(said, (await page.NextAsync()).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("22時から7時まで", "22:00-07:00")]
    [InlineData("夜10時〜朝7時", "22:00-07:00")]
    [InlineData("午後10時30分から午前6時", "22:30-06:00")]
    [InlineData("de 22:00 a 7:00", "22:00-07:00")]
    [InlineData("desde las 22:30 hasta las 6:30", "22:30-06:30")]
    public void Hours_are_read_as_they_are_written_there(string words, string hours) =>
        Assert.Equal(hours, ClockWords.Span(words) is var (from, to) ? $"{from:HH:mm}-{to:HH:mm}" : "");

    [Theory]
    [InlineData("2時間", 2)]
    [InlineData("3日間", 72)]
    [InlineData("1週間", 168)]
    [InlineData("2 horas", 2)]
    [InlineData("durante 3 días", 72)]
    [InlineData("una semana", 168)]
    [InlineData("1 mes", 720)]
    public void Lengths_are_read_as_they_are_written_there(string words, int hours) => Assert.Equal(TimeSpan.FromHours(hours), ClockWords.Length(words));

    [Theory]
    [InlineData("月曜日", DayOfWeek.Monday)]
    [InlineData("毎週土曜", DayOfWeek.Saturday)]
    [InlineData("miércoles", DayOfWeek.Wednesday)]
    [InlineData("sábados", DayOfWeek.Saturday)]
    public void Days_are_read_as_they_are_written_there(string words, DayOfWeek day) => Assert.Equal(day, ClockWords.Day(words));

    [Theory]
    [InlineData("健康 +受験 -広告 言語 ja 音なし", "ja")]
    [InlineData("健康 +examen -publicidad idioma español silencioso", "es")]
    public void Options_of_following_are_read_as_the_help_writes_them(string words, string language)
    {
        var (name, choice) = FollowOptions.Read(words, text => text == "健康");

        Assert.Equal(("健康", language, true), (name, choice!.Language, choice.Silent));
        Assert.Equal((1, 1), (choice.Include.Count, choice.Exclude.Count));
    }

    private async Task<MessageView> ReceiveAsync(ChatHandle person, string language, string mark)
    {
        Assert.IsType<SendResult.Sent>(await _app.Platform("telegram").SendAsync(AddressOf(person), Missing(language), ChatApp.Cancel));
        return await person.WaitForTextAsync(mark);
    }

    private async Task CorrectAsync(ChatHandle person, long messageId, string language, string corrected, string ended)
    {
        var id = messageId.ToString(CultureInfo.InvariantCulture);
        var platform = _app.Platform("telegram");
        Assert.IsType<SendResult.Sent>(await platform.EditAsync(AddressOf(person), id, Missing(language) with { Kind = AlertKind.Corrected, Changes = ["70 → 71"] }, ChatApp.Cancel));
        await person.WaitForTextAsync(corrected);
        Assert.IsType<SendResult.Sent>(await platform.EditAsync(AddressOf(person), id, Missing(language) with { Kind = AlertKind.Ended, EndedAs = AlertEnd.Found }, ChatApp.Cancel));
        await person.WaitForTextAsync(ended);
    }

    private static AlertMessage Missing(string language) => AlertSamples.Missing(language) with
    {
        Title = "71歳", Summary = "110", SourceName = "済寧新聞網", OriginName = "運河晩報", Categories = [], Category = null,
    };

    private static void AssertNoneOf(ChatHandle person, params string[] words)
    {
        foreach (var word in words)
            Assert.DoesNotContain(person.BotMessages, message => message.Text.Contains(word, StringComparison.Ordinal));
    }

    private ChatAddress AddressOf(ChatHandle person) =>
        new("telegram", _telegram.Token.Split(':')[0], person.Id.ToString(CultureInfo.InvariantCulture));
}
