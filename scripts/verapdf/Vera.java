import java.io.FileInputStream;
import java.util.Map;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.TestAssertion;
import org.verapdf.pdfa.results.ValidationResult;
import org.verapdf.pdfa.validation.profiles.Profiles;
import org.verapdf.pdfa.validation.profiles.Rule;
import org.verapdf.pdfa.validation.profiles.RuleId;

/** Vera PROFILES FILE...: validates each file against each profile (3a,ua1); one line a verdict, then the broken rules. */
public class Vera {
  public static void main(String[] given) {
    VeraGreenfieldFoundryProvider.initialise();
    int failures = 0;
    for (int i = 1; i < given.length; i++) {
      for (String profile : given[0].split(",")) {
        failures += check(profile, given[i]) ? 0 : 1;
      }
    }
    System.exit(failures == 0 ? 0 : 1);
  }

  private static boolean check(String profile, String file) {
    PDFAFlavour flavour = PDFAFlavour.byFlavourId(profile);
    try (PDFAParser parser = Foundries.defaultInstance().createParser(new FileInputStream(file), flavour);
        PDFAValidator validator = Foundries.defaultInstance().createValidator(flavour, false)) {
      ValidationResult result = validator.validate(parser);
      String verdict = result.isCompliant() ? "PASS" : "FAIL";
      System.out.printf("%s  %s  %s  checks=%d%n", verdict, profile, file, result.getTotalAssertions());
      if (!result.isCompliant()) {
        explain(result, flavour);
      }
      return result.isCompliant();
    } catch (Throwable error) {
      System.out.printf("FAIL  %s  %s  %s%n", profile, file, error);
      return false;
    }
  }

  private static void explain(ValidationResult result, PDFAFlavour flavour) {
    for (Map.Entry<RuleId, Integer> broken : result.getFailedChecks().entrySet()) {
      RuleId id = broken.getKey();
      Rule rule = Profiles.getVeraProfileDirectory().getValidationProfileByFlavour(flavour).getRuleByRuleId(id);
      String text = rule == null ? "" : rule.getDescription();
      System.out.printf("   x%d %s-%d: %s%n", broken.getValue(), id.getClause(), id.getTestNumber(), text);
    }
    result.getTestAssertions().stream()
        .filter(item -> item.getStatus() == TestAssertion.Status.FAILED)
        .limit(3)
        .forEach(item -> System.out.println("      at " + item.getLocation().getContext()));
  }
}
