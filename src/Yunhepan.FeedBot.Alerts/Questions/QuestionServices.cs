using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Yunhepan.FeedBot.Alerts.Questions;

public static class QuestionServices
{
    /// <summary>Registers the questions of readers to publishers. The project that runs jobs calls the outbox and the care.</summary>
    public static IServiceCollection AddQuestions(this IServiceCollection services)
    {
        services.AddOptions<QuestionOptions>().BindConfiguration(QuestionOptions.Section).ValidateOnStart();
        services.AddSingleton<IValidateOptions<QuestionOptions>, QuestionOptionsValidator>();
        services.AddSingleton<IValidateOptions<QuestionOptions>, DutyValidator>();
        services.AddSingleton<QuestionOutbox>();
        services.AddScoped<QuestionSettling>();
        services.AddScoped<QuestionWriter>();
        services.AddScoped<QuestionCare>();
        services.AddScoped<QuestionDesks>();
        services.AddScoped<QuestionDrafts>();
        services.AddScoped<QuestionTalk>();
        services.AddScoped<RepliedArticles>();
        services.AddScoped<PublicAnswers>();
        services.AddScoped<QuestionFigures>();
        return services;
    }
}
