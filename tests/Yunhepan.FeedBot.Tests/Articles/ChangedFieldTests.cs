using System.Diagnostics;
using System.Text.Json;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Articles;
using Yunhepan.FeedBot.Publishing.Pages;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>What a correction changed is one of a closed list: it is stored by name, and every reader has words for it.</summary>
public sealed class ChangedFieldTests
{
    /// <summary>Those that are consequences of a change and not shown by themselves.</summary>
    private static readonly ChangedField[] NotListed = [ChangedField.End, ChangedField.Story, ChangedField.Private];

    [Theory]
    [InlineData(ChangedField.Title, "title")]
    [InlineData(ChangedField.Number, "number")]
    [InlineData(ChangedField.Restored, "restored")]
    [InlineData(ChangedField.Private, "private")]
    public void A_change_is_stored_with_the_name_of_its_field(ChangedField field, string name)
    {
        var stored = JsonSerializer.Serialize(new ArticleChange(field, "3人", "4人"));

        Assert.Equal(name, JsonDocument.Parse(stored).RootElement.GetProperty("Field").GetString());
        Assert.Equal(new ArticleChange(field, "3人", "4人"), JsonSerializer.Deserialize<ArticleChange>(stored));
    }

    [Fact]
    public void A_stored_field_that_nobody_knows_is_an_error_and_no_other_field() =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<ArticleChange>("""{"Field":"colour","Before":"","After":"x"}"""));

    [Theory]
    [InlineData("zh")]
    [InlineData("en")]
    public void Each_field_that_readers_are_told_of_has_words_in_chats_and_on_pages(string language)
    {
        var texts = language == "zh" ? PageTexts.Chinese : PageTexts.English;
        foreach (var field in Enum.GetValues<ChangedField>().Except(NotListed))
        {
            Assert.NotEmpty(texts.NameOfField(field));
            Assert.EndsWith("3 → 4", ChangeLine.Format(new ListedChange(new ArticleChange(field, "3", "4")), language), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(ChangedField.Story)]
    [InlineData(ChangedField.End)]
    [InlineData((ChangedField)99)]
    public void A_field_without_words_is_refused_and_not_shown_by_its_code_name(ChangedField field) =>
        Assert.Throws<UnreachableException>(() => ChangeLine.Format(new ListedChange(new ArticleChange(field, "a", "b")), "en"));
}
