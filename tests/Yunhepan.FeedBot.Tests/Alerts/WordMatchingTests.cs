using System.Globalization;
using Yunhepan.FeedBot.Alerts.Subscribers.Matching;

namespace Yunhepan.FeedBot.Tests.Alerts;

/// <summary>Words are matched at the right places of a text.</summary>
public sealed class WordMatchingTests
{
    [Theory]
    [InlineData("停水", "城区今晚停水通知", true)]
    [InlineData("停水", "停 水", false)]
    [InlineData("AI", "the ai act", true)]
    [InlineData("AI", "said the chairman", false)]
    [InlineData("AI", "用AI写诗", true)]
    [InlineData("ＡＩ", "用ai写诗", true)]
    [InlineData("济宁公安", "濟寧公安局通報", true)]
    [InlineData("濟寧", "济宁快报", true)]
    [InlineData("面粉", "麵粉漲價", true)]
    [InlineData("new   york", "In New\nYork today", true)]
    [InlineData("new york", "newyork", false)]
    [InlineData("c++", "learn C++ now", true)]
    [InlineData("café", "CAFÉ de nuit", true)]
    [InlineData("ｶﾀｶﾅ", "カタカナ語", true)]
    [InlineData("2026", "在2026年", true)]
    [InlineData("2026", "第12026号", false)]
    [InlineData("zero", "ze\u200bro day", true)]
    [InlineData("หวัด", "ไข้หวัดใหญ่", true)]
    public void A_word_is_found_as_people_mean_it(string word, string text, bool stands)
    {
        var topic = WordTopic.Parse(word)!.Value;
        HashSet<string> found = [];

        new WordAutomaton([topic.Id, "别的词", "other"]).FindIn(FoldedText.Fold(text), found);

        Assert.Equal(stands, found.Contains(topic.Id));
        Assert.Equal(stands, FoldedWord.IsIn(topic.Id, FoldedText.Fold(text)));
    }

    [Fact]
    public void All_words_are_found_in_one_pass_also_those_inside_others()
    {
        HashSet<string> found = [];

        new WordAutomaton(["山东", "山东济宁", "济宁", "济宁市", "宁", "任城", "济宁"]).FindIn("山东济宁任城", found);

        Assert.Equal(["任城", "宁", "山东", "山东济宁", "济宁"], found.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_automaton_finds_exactly_what_looking_for_each_word_finds()
    {
        var random = new Random(7);
        const string Letters = "山东济宁ab 1";
        string Text(int length) => string.Concat(Enumerable.Range(0, length).Select(_ => Letters[random.Next(Letters.Length)]));
        for (var round = 0; round < 200; round++)
        {
            var words = Enumerable.Range(0, 40).Select(_ => FoldedText.Fold(Text(random.Next(1, 5)))).Where(w => w.Length > 0).ToList();
            var text = FoldedText.Fold(Text(80));
            HashSet<string> found = [];

            new WordAutomaton(words).FindIn(text, found);

            Assert.Equal(words.Distinct().Where(w => FoldedWord.IsIn(w, text)).Order(StringComparer.Ordinal), found.Order(StringComparer.Ordinal));
        }
    }

    [Fact]
    public void An_empty_word_is_refused_and_the_length_of_a_word_is_limited()
    {
        Assert.Null(WordTopic.Parse("  \u200b"));
        Assert.Null(WordTopic.Parse("!?"));
        Assert.Null(WordTopic.Parse(new string('字', WordTopic.MaxLength + 1)));
        Assert.Null(WordTopic.Parse("\ud83d"));
    }

    [Fact]
    public void A_hundred_thousand_words_take_less_memory_than_a_photo()
    {
        var words = Enumerable.Range(0, 100_000).Select(n => $"词{(char)(0x4e00 + (n % 9973))}{n.ToString(CultureInfo.InvariantCulture)}");

        Assert.InRange(new WordAutomaton(words).Bytes, 1, 12 * 1024 * 1024);
    }
}
