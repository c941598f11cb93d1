using System.Globalization;
using System.Reflection;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Topics;
using Yunhepan.FeedBot.Chat.Text;
using Yunhepan.FeedBot.Publishing.Pages;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Every text of every language says what the English one says: with the same names and numbers, and in its own words.</summary>
public sealed partial class LanguageTextTests
{
    // What is the same in both: a word that both languages have, a form of dates, a sign.
    private static readonly HashSet<string> SameInSpanish =
    [
        "ChatTexts.Read", "ChatTexts.DayFormat", "ChatTexts.MinuteFormat", "ChatTexts.SentenceGap", "ChatTexts.Quote", "AlertTexts.Comma",
        "AlertTexts.QuotedComma", "AlertTexts.ClockFormat", "AlertTexts.ShortDayFormat", "ImportTexts.RefusedFor", "WhyTexts.Reason", "SettingsTexts.FeedButton",
        "FormatTexts.Colon", "PageTexts.Colon", "PageTexts.Stop", "PageTexts.Comma",
    ];

    private static readonly HashSet<string> SameInJapanese = ["AlertTexts.ClockFormat", "SettingsTexts.FeedButton", "ChatTexts.Culture"];

    private static readonly System.Buffers.SearchValues<char> Simplified = System.Buffers.SearchValues.Create(
        "们这吗么样让说还时开关门问间闻车东马见语读谢请订阅认识谁谈话发现报预听给买卖卫华单变应该电动设选题险项页须顺风");

    public static TheoryData<string, string> TextsOfLanguages()
    {
        TheoryData<string, string> all = [];
        foreach (var language in LanguageTag.All.Select(LanguageTag.Write))
        {
            foreach (var record in Records)
                all.Add(language, record.Name);
        }

        return all;
    }

    [Theory]
    [MemberData(nameof(TextsOfLanguages))]
    public void Every_text_is_there_with_the_names_and_numbers_of_the_english_one(string language, string record)
    {
        foreach (var (member, english, own) in MembersOf(record, language))
        {
            foreach (var arguments in Samples(member.PropertyType, language))
            {
                if (Say(english, arguments) is not { } expected)
                    continue;
                var said = Say(own, arguments) ?? throw new Xunit.Sdk.XunitException($"{language} {record}.{member.Name}: nothing for {string.Join(", ", arguments)}");
                Assert.True(expected.Trim().Length == 0 || said.Trim().Length > 0 || MaySayNothing(member.Name), $"{language} {record}.{member.Name} is blank");
                Assert.Equal(expected.Count(c => c == '{'), said.Count(c => c == '{'));
                Assert.Equal(expected.Contains("{0}", StringComparison.Ordinal), said.Contains("{0}", StringComparison.Ordinal));
                foreach (var argument in arguments.OfType<string>().Where(marker => expected.Contains(marker, StringComparison.Ordinal)))
                    Assert.True(said.Contains(argument, StringComparison.Ordinal), $"{language} {record}.{member.Name} leaves out {argument}: {said}");
                foreach (var number in arguments.OfType<int>().Where(n => n > 1).Select(n => n.ToString(CultureInfo.InvariantCulture)))
                    Assert.True(!expected.Contains(number, StringComparison.Ordinal) || said.Contains(number, StringComparison.Ordinal), $"{language} {record}.{member.Name} leaves out {number}: {said}");
            }
        }
    }

    [Theory]
    [InlineData("ja")]
    [InlineData("es")]
    public void No_text_is_left_in_english(string language)
    {
        var same = language == "ja" ? SameInJapanese : SameInSpanish;
        foreach (var record in Records.Select(each => each.Name))
        {
            foreach (var (member, english, own) in MembersOf(record, language).Where(each => !same.Contains($"{record}.{each.Member.Name}")))
            {
                List<string?[]> said = [.. Samples(member.PropertyType, language).Select(arguments => new[] { Say(english, arguments), Say(own, arguments) }).Where(pair => pair[0]?.Trim().Length > 0)];
                if (said.Count > 0 && said.TrueForAll(pair => pair[0] == pair[1]))
                    Assert.Fail($"{language} {record}.{member.Name} is English: {said[0][1]}");
            }
        }
    }

    [Fact]
    public void Japanese_has_no_simplified_character_and_no_foreign_quotation_mark()
    {
        foreach (var said in Records.SelectMany(record => MembersOf(record.Name, "ja"))
            .SelectMany(each => Samples(each.Member.PropertyType, "ja").Select(arguments => Say(each.Own, arguments) ?? "")))
        {
            Assert.False(said.AsSpan().ContainsAny(Simplified), said);
            Assert.False(said.AsSpan().ContainsAny('“', '”'), said);
        }
    }

    [Theory]
    [InlineData(1, "1 tema", "1 artículo", "Sigues 1 tema")]
    [InlineData(2, "2 temas", "2 artículos", "Sigues 2 temas")]
    [InlineData(5, "5 temas", "5 artículos", "Sigues 5 temas")]
    public void One_and_many_are_different_in_spanish(int count, string topics, string articles, string title)
    {
        Assert.Equal(title, ChatTexts.Es.ListTitle(count));
        Assert.EndsWith(articles, AlertTexts.Es.DailyDigest("hoy", count), StringComparison.Ordinal);
        Assert.Contains(topics, SettingsTexts.Es.DigestSet("todos los lunes", count), StringComparison.Ordinal);
        Assert.Equal(articles, PageTexts.Spanish.Articles(count));
    }

    [Fact]
    public void Spanish_says_hours_and_days_as_people_do()
    {
        Assert.Equal("todos los lunes a las 08:00", SettingsTexts.Es.Weekly(DayOfWeek.Monday, "08:00"));
        Assert.Equal("todos los sábados a la 01:00", SettingsTexts.Es.Weekly(DayOfWeek.Saturday, "01:00"));
        Assert.Equal("⏸ En pausa hasta las 22:15", SettingsTexts.Es.PausedLine("22:15"));
        Assert.Equal("⏸ En pausa hasta el 3 dic 2026, 22:15", SettingsTexts.Es.PausedLine("3 dic 2026, 22:15"));
        Assert.Equal("📨 Enviado el 3 dic 2026, 22:15", WhyTexts.Es.Outcome(DeliveryOutcome.Sent, AlertKind.New, "3 dic 2026, 22:15"));
    }

    private static readonly Type[] Records =
    [
        .. typeof(ChatTexts).Assembly.GetTypes().Where(type => type.Namespace == typeof(ChatTexts).Namespace
            && type.GetMethod("For", BindingFlags.Public | BindingFlags.Static, [typeof(string)])?.ReturnType == type).OrderBy(type => type.Name, StringComparer.Ordinal),
        typeof(PageTexts),
    ];

    private static IEnumerable<(PropertyInfo Member, object? English, object? Own)> MembersOf(string record, string language)
    {
        var type = Records.Single(each => each.Name == record);
        var (english, own) = (In(type, "en"), In(type, language));
        return type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(member => IsText(member.PropertyType) && member.Name is not ("Language" or "Tag" or "OwnName" or "Locale"))
            .Select(member => (member, member.GetValue(english), member.GetValue(own)));
    }

    private static object In(Type type, string language) => type == typeof(PageTexts)
        ? PageTexts.For(LanguageTag.Find(language)!.Value) : type.GetMethod("For", [typeof(string)])!.Invoke(null, [language])!;

    private static bool IsText(Type type) => type == typeof(string) || type == typeof(ValueTuple<string, string>)
        || (typeof(Delegate).IsAssignableFrom(type) && type.GetMethod("Invoke")!.ReturnType == typeof(string));

    // What a warning's end advises may be nothing, and some languages put nothing between what they quote.
    private static bool MaySayNothing(string member) => member is nameof(AlertTexts.EndedNote) or nameof(AlertTexts.QuotedComma);

    private static string? Say(object? text, object?[] arguments)
    {
        try
        {
            return text switch
            {
                string said => said,
                ValueTuple<string, string> named => $"{named.Item1} {named.Item2}",
                Delegate saying => (string?)saying.DynamicInvoke(arguments),
                _ => null,
            };
        }
        catch (TargetInvocationException e) when (e.InnerException is System.Diagnostics.UnreachableException)
        {
            return null;
        }
    }

    /// <summary>Returns arguments of every kind: names that a text must repeat, numbers that make one and many, every value of a kind.</summary>
    private static IEnumerable<object?[]> Samples(Type type, string language)
    {
        IEnumerable<object?[]> all = [[]];
        if (!typeof(Delegate).IsAssignableFrom(type))
            return all;
        foreach (var (index, parameter) in type.GetMethod("Invoke")!.GetParameters().Index())
            all = all.SelectMany(begun => ValuesOf(parameter.ParameterType, index, language).Select(value => (object?[])[.. begun, value]));
        return all;
    }

    private static IEnumerable<object?> ValuesOf(Type type, int index, string language) => type switch
    {
        _ when type == typeof(string) => [$"name{index}"],
        _ when type == typeof(int) => [0, 1, 2, 5],
        _ when type == typeof(long) => [7L],
        _ when type == typeof(int?) => [null, 1, 2, 5],
        _ when type == typeof(bool) => [true, false],
        _ when type == typeof(IReadOnlyList<string>) => [new[] { "first" }, new[] { "first", "second" }],
        _ when type == typeof(Topic) => Enum.GetValues<TopicKind>().Select(kind => new Topic(new TopicKey(kind, "x"), null, LocalisedName.Same($"name{index}"), Priority.Normal)),
        _ when (Nullable.GetUnderlyingType(type) ?? type) is { IsEnum: true } kind => Nullable.GetUnderlyingType(type) is null
            ? Enum.GetValues(kind).Cast<object?>() : Enum.GetValues(kind).Cast<object?>().Append(null),
        _ => throw new InvalidOperationException($"no sample of {type} for {language}"),
    };
}
